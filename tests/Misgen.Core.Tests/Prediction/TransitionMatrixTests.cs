using Misgen.Core.Distributions;
using Misgen.Core.Prediction;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Prediction;

public sealed class TransitionMatrixTests
{
    // Bins of width 1: bin k starts at k − 8.
    private static readonly QuantityBins Bins = new(new QuantityRange(0, 32));

    [Fact]
    public void Of_FewPairs_CountsWhereEachBinWent()
    {
        double[] before = [0.5, 0.6, 0.7, 0.8, 3.5], after = [0.5, 1.5, 1.6, double.NaN, 40.5];

        var matrix = TransitionMatrix.Of(before, after, Bins);

        matrix[8, 8].Should().Be(0.25);
        matrix[9, 8].Should().Be(0.5);
        matrix[QuantityBins.Count, 8].Should().Be(0.25, "a quarter became undefined");
        matrix[47, 11].Should().Be(1, "beyond the last bin is the last bin");
        matrix[20, 20].Should().Be(1, "a bin without demonstrations stays as it is");
    }

    [Fact]
    public void Of_RandomPairs_IsColumnStochasticAndMapsWeightedValues()
    {
        var random = new RandomStream(2, "pairs");
        double[] before = [.. Enumerable.Range(0, 500).Select(_ => random.NextUniform(0, 32))];
        double[] after = [.. before.Select((q, i) => i % 50 == 0 ? double.NaN : q + (3 * random.NextNormal()))];
        double[] masses = [.. Enumerable.Range(0, QuantityBins.Count).Select(k => k is >= 8 and < 40 ? (k - 7) / 528.0 : 0)];

        var matrix = TransitionMatrix.Of(before, after, Bins);

        for (var from = 0; from < QuantityBins.Count; from++)
            Enumerable.Range(0, Histogram.CellCount).Sum(to => matrix[to, from]).Should().BeApproximately(1, 1e-12);
        TransitionMatrix.Weighted(before, after, masses, Bins).Masses(Bins)
            .Should().Equal(matrix.Apply(masses), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Weighted_BinWithoutAValue_KeepsItsMass()
    {
        var masses = new double[QuantityBins.Count];
        (masses[8], masses[9]) = (0.4, 0.6);

        var moved = TransitionMatrix.Weighted([0.5], [5.5], masses, Bins).Masses(Bins);

        moved[13].Should().BeApproximately(0.4, 1e-12);
        moved[9].Should().BeApproximately(0.6, 1e-12);
    }
}
