using Misgen.Core.Distributions;
using Misgen.Core.Prediction;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Prediction;

public sealed class WeightedSampleTests
{
    // Bins of width 1: bin k starts at k − 8.
    private static readonly QuantityRange Range = new(0, 32);
    private static readonly QuantityBins Bins = new(Range);

    [Fact]
    public void Masses_WeightsAndUndefined_AreSharesOfTheWhole()
    {
        var masses = new WeightedSample([0.5, 0.7, 3.5, double.NaN], [1, 2, 4, 1]).Masses(Bins);

        masses[8].Should().BeApproximately(3 / 8.0, 1e-12);
        masses[11].Should().BeApproximately(4 / 8.0, 1e-12);
        masses.Sum().Should().BeApproximately(7 / 8.0, 1e-12, "an eighth is undefined");
    }

    [Fact]
    public void Shrink_ThreeEqualValues_MovesThemTowardsTheTargetsQuantiles()
    {
        // The target's quantiles at 1/6, 1/2 and 5/6 of [0, 32].
        var shrunk = WeightedSample.Equal([30, 4, 12]).Shrink(new UniformTarget(Range), 0.5);

        double[] expected = [(4 + (32 / 6.0)) / 2, (12 + 16) / 2.0, (30 + (32 * 5 / 6.0)) / 2];
        var masses = shrunk.Masses(Bins);
        foreach (var value in expected)
            masses[Bins.IndexOf(value)].Should().BeApproximately(1 / 3.0, 1e-12);
    }

    [Fact]
    public void Shrink_ByNothingAndByAll_IsTheSampleAndTheTarget()
    {
        var random = new RandomStream(4, "values");
        double[] values = [.. Enumerable.Range(0, 3200).Select(_ => 32 * random.NextDouble() * random.NextDouble())];
        var sample = WeightedSample.Equal([.. values, double.NaN]);

        sample.Shrink(new UniformTarget(Range), 1).Masses(Bins).Should().Equal(sample.Masses(Bins), (a, b) => Math.Abs(a - b) < 1e-12);
        var target = sample.Shrink(new UniformTarget(Range), 0).Masses(Bins);
        target.Skip(8).Take(32).Should().OnlyContain(mass => Math.Abs(mass - (3200.0 / 3201 / 32)) < 1e-4);
        target.Sum().Should().BeApproximately(3200.0 / 3201, 1e-12, "the undefined value stays undefined");
    }

    [Fact]
    public void Mean_OfTwo_HasTheMeanOfTheirMasses()
    {
        var (one, other) = (WeightedSample.Equal([1.5, 2.5, 2.5]), new WeightedSample([2.5], [7]));

        WeightedSample.Mean(one, other).Masses(Bins)[10].Should().BeApproximately(((2 / 3.0) + 1) / 2, 1e-12);
    }

    // A share p of n values varies over resamples by √(p (1 − p) / n).
    [Fact]
    public void Band_EqualWeights_IsAsWideAsTheBinomialDistribution()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => i < 300 ? 0.5 : 5.5)];

        var (low, high) = WeightedSample.Equal(values).Band(Bins, 1, "band");

        var error = 1.96 * Math.Sqrt(0.3 * 0.7 / 1000);
        low[8].Should().BeApproximately(0.3 - error, 0.2 * error);
        high[8].Should().BeApproximately(0.3 + error, 0.2 * error);
        high[20].Should().Be(0);
    }

    [Theory]
    [InlineData(new[] { 1.0 }, new[] { 1.0, 2 })]
    [InlineData(new[] { 1.0, 2 }, new[] { 1.0, -1 })]
    [InlineData(new[] { 1.0 }, new[] { 0.0 })]
    public void Constructor_WeightsThatMakeNoSense_AreRefused(double[] values, double[] weights) =>
        ((Func<WeightedSample>)(() => new WeightedSample(values, weights))).Should().Throw<ArgumentException>();
}
