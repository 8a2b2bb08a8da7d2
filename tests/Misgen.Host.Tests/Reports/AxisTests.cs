using Misgen.Host.Reports.Pictures;

namespace Misgen.Host.Tests.Reports;

public sealed class AxisTests
{
    [Theory]
    [InlineData(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 0.5, "0.0 0.1 0.2 0.3 0.4 0.5")]
    [InlineData(1, 6, "1 2 3 4 5 6")]
    [InlineData(-24, -10, "−20 −15 −10")]
    [InlineData(3.5, 4, "3.5 3.6 3.7 3.8 3.9 4.0")]
    [InlineData(-0.13, 0.11, "−0.10 −0.05 0.00 0.05 0.10")]
    [InlineData(0, 12345678, "0 5000000 1E+07")]
    public void Ticks_Range_AreFewAndRound(double low, double high, string expected) =>
        string.Join(' ', new Axis(low, high, 0, 100).Ticks().Select(tick => tick.Text)).Should().Be(expected);

    [Fact]
    public void Ticks_AnyRange_AreTwoToSixInside()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 2000; trial++)
        {
            var low = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 9));
            var axis = new Axis(low, low + ((0.01 + random.NextDouble()) * Math.Pow(10, random.Next(-6, 9))), 0, 100);

            axis.Ticks().Count.Should().BeInRange(2, 6);
            axis.Ticks().Should().OnlyContain(tick => axis.Pixel(tick.Value) >= -1e-6 && axis.Pixel(tick.Value) <= 100 + 1e-6);
        }
    }

    [Fact]
    public void Around_OneValue_PutsItInTheMiddle() => Axis.Around(3, 3, 0, 100).Pixel(3).Should().Be(50);

    [Fact]
    public void AtScale_LargerScale_KeepsTheMiddle()
    {
        var axis = new Axis(0, 10, 100, 0).AtScale(0.2);

        (axis.Low, axis.High).Should().Be((-5, 15));
        axis.Scale.Should().BeApproximately(0.2, 1e-12);
    }

    [Theory]
    [InlineData(0, "#440154")]
    [InlineData(1, "#bddf26")]
    [InlineData(-3, "#440154")]
    [InlineData(double.NaN, "#9aa0a6")]
    public void Viridis_Place_HasItsColour(double place, string colour) => Viridis.At(place).Should().Be(colour);
}
