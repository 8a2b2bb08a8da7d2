using Misgen.Core.Json;

namespace Misgen.Core.Tests.Json;

public sealed class SignificantDigitsTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(1.0 / 3, "0.333333")]
    [InlineData(2.0 / 3, "0.666667")]
    [InlineData(123456.7, "123457")]
    [InlineData(1234567, "1234570")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(1.23456789e-5, "0.0000123457")]
    [InlineData(9.999999e-7, "0.000001")]
    [InlineData(3.2e17, "320000000000000000")]
    [InlineData(1e-13, "0")]
    [InlineData(-1e-300, "0")]
    public void Of_Number_KeepsSixDigitsWithoutExponent(double number, string text) =>
        SignificantDigits.Of(number)!.ToJsonString().Should().Be(text);

    // A diverged model may generate numbers of any size, and its line of the leaderboard is to be written all the same.
    [Theory]
    [InlineData(1.234567e30, 1.23457e30)]
    [InlineData(-double.MaxValue, -1.79769e308)]
    public void Of_HugeNumber_KeepsSixDigits(double number, double kept) =>
        SignificantDigits.Of(number)!.GetValue<double>().Should().Be(kept);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(null)]
    public void Of_UndefinedNumber_IsNull(double? number) => SignificantDigits.Of(number).Should().BeNull();

    [Fact]
    public void Of_Numbers_RoundsEach() =>
        SignificantDigits.Of([1.23456789, double.NaN, 0]).ToJsonString().Should().Be("[1.23457,null,0]");
}
