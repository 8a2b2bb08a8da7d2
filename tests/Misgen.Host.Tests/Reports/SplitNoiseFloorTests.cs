using Misgen.Core.Distributions;
using Misgen.Core.Drift;
using Misgen.Host.Reports;
using Misgen.Plugins;

namespace Misgen.Host.Tests.Reports;

public sealed class SplitNoiseFloorTests
{
    private static readonly QuantityBins Bins = new(new QuantityRange(0, 1));

    [Theory]
    [InlineData(4000, 400)]
    [InlineData(4000, 1000)]
    [InlineData(4000, 4000)]
    [InlineData(2000, 20000)]
    public void Estimate_UniformValues_IsTheMeanOfIndependentSamples(int count, int samples)
    {
        // 32 bins of mass 1/32 whose change is normal: TV = ½ · 32 · √(2/π) · √(p (1 − p) (1/n + 1/N)).
        var expected = 16 * Math.Sqrt(2 / Math.PI * (1 / 32.0) * (31 / 32.0) * ((1.0 / samples) + (1.0 / count)));

        var floor = SplitNoiseFloor.Estimate(Uniform(count, 1), samples, Bins, 0, "test");

        floor.Mean.Should().BeApproximately(expected, 0.04 * expected);
        floor.Percentile95.Should().BeInRange(1.1 * expected, 1.4 * expected);
    }

    [Fact]
    public void Estimate_IndependentSamples_AgreesWithTheirTotalVariation()
    {
        var demonstrations = Uniform(1500, 2);
        var curated = Histogram.Of(demonstrations, Bins);
        var independent = Enumerable.Range(0, 100)
            .Average(i => TotalVariation.Between(Histogram.Of(Uniform(700, 100 + (ulong)i), Bins), curated));

        SplitNoiseFloor.Estimate(demonstrations, 700, Bins, 0, "test").Mean.Should().BeApproximately(independent, 0.1 * independent);
    }

    [Fact]
    public void Estimate_SameSeed_IsTheSame() =>
        SplitNoiseFloor.Estimate(Uniform(500, 3), 100, Bins, 0, "test").Should().Be(SplitNoiseFloor.Estimate(Uniform(500, 3), 100, Bins, 0, "test"));

    private static double[] Uniform(int count, ulong seed)
    {
        var random = new RandomStream(seed, "uniform");
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
    }
}
