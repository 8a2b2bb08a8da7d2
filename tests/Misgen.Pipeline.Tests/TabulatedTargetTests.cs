using Misgen.Pipeline.Jobs;

namespace Misgen.Pipeline.Tests;

public sealed class TabulatedTargetTests
{
    // q = u² on [0, 1]: distribution function √q.
    private static readonly TabulatedTarget Square = new("square", [.. Enumerable.Range(0, 1001).Select(i => Math.Pow(i / 1000.0, 2))]);

    [Theory]
    [InlineData(0.25, 0.5)]
    [InlineData(0.5, 0.70710678)]
    [InlineData(0.81, 0.9)]
    public void Cdf_Inside_IsTheRootOfTheValue(double q, double probability) => Square.Cdf(q).Should().BeApproximately(probability, 1e-6);

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    public void Cdf_AtAndBeyondTheEnds_IsZeroAndOne(double q, double probability) => Square.Cdf(q).Should().Be(probability);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.3, 0.09)]
    [InlineData(1, 1)]
    public void Quantile_IsTheSquareOfTheProbability(double probability, double q) => Square.Quantile(probability).Should().BeApproximately(q, 1e-6);

    [Fact]
    public void Cdf_PointMass_JumpsToOne()
    {
        var point = new TabulatedTarget("point", [2, 2, 2]);

        point.Cdf(1.999).Should().Be(0);
        point.Cdf(2.001).Should().Be(1);
        point.Quantile(0.4).Should().Be(2);
    }
}
