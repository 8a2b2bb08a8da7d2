using Misgen.Core.Distributions;
using Misgen.Pipeline.Leaderboard;
using Misgen.Plugins;

namespace Misgen.Pipeline.Tests;

public sealed class ReductionTests
{
    private static readonly QuantityBins Bins = new(new QuantityRange(0, 1));
    private static readonly double[] Uniform = Histogram.MassesOf(new UniformTarget(new QuantityRange(0, 1)), Bins);

    [Fact]
    public void Of_HalfTheTotalVariation_IsOneHalf() =>
        Reduction.Of(Moved(4000), Moved(8000), Uniform).Should().BeApproximately(0.5, 1e-12);

    [Fact]
    public void Of_NoDriftLeft_IsOne() => Reduction.Of(Moved(0), Moved(8000), Uniform).Should().BeApproximately(1, 1e-12);

    [Fact]
    public void Of_ThreeTimesTheTotalVariation_IsClippedToMinusOne() => Reduction.Of(Moved(9000), Moved(3000), Uniform).Should().Be(-1);

    [Fact]
    public void WithSamplingInterval_LargeSamples_HoldsTheValueAndIsNarrow()
    {
        var estimate = Reduction.WithSamplingInterval(Moved(4000), Moved(8000), Uniform, 0, "test");

        estimate.Value.Should().BeApproximately(0.5, 1e-12);
        estimate.Low.Should().BeInRange(0.2, 0.55);
        estimate.High.Should().BeInRange(0.5, 0.9);
        estimate.High.Should().BeGreaterThan(estimate.Low!.Value);
    }

    // 320,000 values spread evenly over the 32 bins in the range, but for some moved from the first bin to the last.
    private static Histogram Moved(int count)
    {
        var cells = new int[Histogram.CellCount];
        Array.Fill(cells, 10_000, QuantityBins.FirstInRange, 32);
        cells[QuantityBins.FirstInRange] -= count;
        cells[QuantityBins.FirstAbove - 1] += count;
        return Histogram.FromCells(cells, Bins);
    }
}
