using Misgen.Core.Distributions;
using Misgen.Plugins;

namespace Misgen.Core.Drift;

/// <summary>
/// The permutation test of "generated values and demonstrations come from the same distribution", with the total variation over
/// 48 bins and the undefined values as statistic. It needs no assumption about the distribution and has its nominal level at any
/// sizes (Phipson, Smyth, "Permutation p-values should never be zero", Stat. Appl. Genet. Mol. Biol. 9, 2010, equation 2).
/// </summary>
public static class DriftTest
{
    /// <summary>Drift is called <em>none</em> where the p-value is at least this.</summary>
    public const double Level = 0.05;

    /// <summary>Number of permutations.</summary>
    public const int Permutations = 999;

    /// <summary>The p-value <c>(1 + #{T* ≥ T}) / (1 + 999)</c>.</summary>
    /// <param name="generated">The generated values.</param>
    /// <param name="demonstrations">The demonstrations.</param>
    /// <param name="seed">Seed of the permutations.</param>
    /// <param name="purpose">Purpose of the permutations.</param>
    /// <exception cref="ArgumentException">The histograms differ in range.</exception>
    public static double PValue(Histogram generated, Histogram demonstrations, ulong seed, string purpose)
    {
        ArgumentNullException.ThrowIfNull(generated);
        ArgumentNullException.ThrowIfNull(demonstrations);
        if (generated.Bins.Range != demonstrations.Bins.Range)
            throw new ArgumentException($"The histograms differ in range: {generated.Bins.Range}, {demonstrations.Bins.Range}.");

        var (small, large) = generated.Total <= demonstrations.Total ? (generated, demonstrations) : (demonstrations, generated);
        var pooled = new int[Histogram.CellCount];
        var cellOf = new byte[small.Total + large.Total];
        var filled = 0;
        for (var k = 0; k < pooled.Length; k++)
        {
            pooled[k] = small.Cells[k] + large.Cells[k];
            cellOf.AsSpan(filled, pooled[k]).Fill((byte)k);
            filled += pooled[k];
        }

        var observed = Statistic(small.Cells, pooled, small.Total, large.Total);
        var random = new RandomStream(seed, purpose);
        var cells = new int[pooled.Length];
        var atLeast = 0;
        for (var permutation = 0; permutation < Permutations; permutation++)
        {
            Array.Clear(cells);
            LabelPermutation.CountFirst(cellOf, small.Total, cells, random);
            if (Statistic(cells, pooled, small.Total, large.Total) >= observed)
                atLeast++;
        }

        return (1.0 + atLeast) / (1 + Permutations);
    }

    // 2 n m times the total variation, in integers, so that ties are ties.
    private static long Statistic(ReadOnlySpan<int> cells, ReadOnlySpan<int> pooled, long total, long otherTotal)
    {
        var sum = 0L;
        for (var k = 0; k < cells.Length; k++)
            sum += Math.Abs((cells[k] * otherTotal) - ((pooled[k] - cells[k]) * total));
        return sum;
    }
}
