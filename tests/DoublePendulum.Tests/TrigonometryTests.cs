using System.Runtime.Intrinsics;

namespace Misgen.Plugins.DoublePendulum.Tests;

public sealed class TrigonometryTests
{
    [Theory]
    [InlineData(4, 3e-16)]
    [InlineData(100, 3e-16)]
    [InlineData(1e6, 3e-16)]
    [InlineData(1e9, 3e-16)]
    public void SineAndCosine_AnglesUpTo_AgreeWithTheCLibrarys(double largest, double tolerance)
    {
        var random = new RandomStream(6, "angles");
        for (var i = 0; i < 20_000; i++)
        {
            var angle = random.NextUniform(-largest, largest);

            Trigonometry.Sine(Vector512.Create(angle))[5].Should().BeApproximately(Math.Sin(angle), tolerance, $"of {angle}");
            Trigonometry.Cosine(Vector512.Create(angle))[5].Should().BeApproximately(Math.Cos(angle), tolerance, $"of {angle}");
        }
    }

    [Fact]
    public void SineAndCosine_QuarterTurns_AreRightToTheLastBitsOfSmallResults()
    {
        var angles = Vector512.Create(0, Math.PI / 2, Math.PI, 3 * Math.PI / 2, -Math.PI / 2, -Math.PI, 2 * Math.PI, 50 * Math.PI);
        var (sine, cosine) = (Trigonometry.Sine(angles), Trigonometry.Cosine(angles));
        for (var lane = 0; lane < 8; lane++)
        {
            var (expectedSine, expectedCosine) = Math.SinCos(angles[lane]);
            sine[lane].Should().BeApproximately(expectedSine, 1e-15 * Math.Abs(expectedSine));
            cosine[lane].Should().BeApproximately(expectedCosine, 1e-15 * Math.Abs(expectedCosine));
        }
    }

    [Theory]
    [InlineData(1.1e9)]
    [InlineData(-1e30)]
    [InlineData(double.PositiveInfinity)]
    public void SineAndCosine_NoAngleAnyMore_AreNaN(double angle)
    {
        Trigonometry.Sine(Vector512.Create(angle))[0].Should().Be(double.NaN);
        Trigonometry.Cosine(Vector512.Create(angle))[7].Should().Be(double.NaN);
    }
}
