using Misgen.Plugins;

namespace Misgen.Plugin.Abstractions.Tests;

public sealed class QuantityRangeTests
{
    [Fact]
    public void Width_NegativeEnds_IsTheirDistance() => new QuantityRange(-24, -10).Width.Should().Be(14);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.NaN)]
    [InlineData(double.NegativeInfinity, 1)]
    [InlineData(0, double.PositiveInfinity)]
    public void Constructor_EndsNotFiniteOrNotInOrder_Throws(double low, double high)
    {
        var make = () => new QuantityRange(low, high);

        make.Should().Throw<ArgumentException>().WithMessage("*two finite ends in order*");
    }
}
