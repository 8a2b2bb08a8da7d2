using Misgen.Core.Distributions;

namespace Misgen.Core.Prediction;

/// <summary>
/// <c>T[i, j] = P(q' in cell i | q in bin j)</c> of a kernel that acts on trajectories: where the mass of each bin goes. It has a row
/// for each of the 48 bins and, last, one for undefined values, and a column for each bin. Columns without demonstrations are the
/// identity, so every column sums to 1.
/// </summary>
public sealed class TransitionMatrix
{
    private readonly double[,] _shares;

    private TransitionMatrix(double[,] shares) => _shares = shares;

    /// <summary>A share.</summary>
    /// <param name="to">The cell of <c>q'</c>: a bin, or 48 for undefined values.</param>
    /// <param name="from">The bin of <c>q</c>.</param>
    public double this[int to, int from] => _shares[to, from];

    /// <summary>Counts where values went.</summary>
    /// <param name="before">Quantities of trajectories.</param>
    /// <param name="after">Quantities of what the kernel made of them.</param>
    /// <param name="bins">The bins.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static TransitionMatrix Of(ReadOnlySpan<double> before, ReadOnlySpan<double> after, QuantityBins bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        if (before.Length != after.Length)
            throw new ArgumentException($"Pairs are needed, not {before.Length} values before and {after.Length} after.", nameof(after));
        var shares = new double[Histogram.CellCount, QuantityBins.Count];
        var totals = new int[QuantityBins.Count];
        for (var n = 0; n < before.Length; n++)
        {
            if (bins.IndexOf(before[n]) is not (var from and >= 0))
                continue;
            var to = bins.IndexOf(after[n]);
            shares[to < 0 ? QuantityBins.Count : to, from]++;
            totals[from]++;
        }

        for (var from = 0; from < QuantityBins.Count; from++)
        {
            if (totals[from] == 0)
                shares[from, from] = 1;
            for (var to = 0; totals[from] > 0 && to < Histogram.CellCount; to++)
                shares[to, from] /= totals[from];
        }

        return new TransitionMatrix(shares);
    }

    /// <summary>From the shares of <see cref="ToArray"/>.</summary>
    /// <param name="shares">Row by row, <c>[49, 48]</c>.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public static TransitionMatrix FromArray(ReadOnlySpan<double> shares)
    {
        if (shares.Length != Histogram.CellCount * QuantityBins.Count)
            throw new ArgumentException($"A transition matrix has {Histogram.CellCount * QuantityBins.Count} shares, not {shares.Length}.", nameof(shares));
        var matrix = new double[Histogram.CellCount, QuantityBins.Count];
        for (var i = 0; i < shares.Length; i++)
            matrix[i / QuantityBins.Count, i % QuantityBins.Count] = shares[i];
        return new TransitionMatrix(matrix);
    }

    /// <summary>Moves masses.</summary>
    /// <param name="masses">Masses of the 48 bins.</param>
    /// <returns>Masses of the 48 bins; what is missing became undefined.</returns>
    public double[] Apply(ReadOnlySpan<double> masses)
    {
        var moved = new double[QuantityBins.Count];
        for (var to = 0; to < moved.Length; to++)
        {
            for (var from = 0; from < moved.Length; from++)
                moved[to] += _shares[to, from] * masses[from];
        }

        return moved;
    }

    /// <summary>Row by row, <c>[49, 48]</c>.</summary>
    public double[] ToArray() => [.. _shares.Cast<double>()];

    /// <summary>
    /// The values after, weighted so that their histogram is that of <see cref="Apply"/> on the given masses: values from a bin share its
    /// mass. Mass of bins that hold no value stays where it is, as a value at the bin's centre.
    /// </summary>
    /// <param name="before">Quantities of trajectories.</param>
    /// <param name="after">Quantities of what the kernel made of them.</param>
    /// <param name="masses">Masses of the 48 bins.</param>
    /// <param name="bins">The bins.</param>
    public static WeightedSample Weighted(ReadOnlySpan<double> before, ReadOnlySpan<double> after, ReadOnlySpan<double> masses, QuantityBins bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        var counts = new int[QuantityBins.Count];
        foreach (var value in before)
        {
            if (bins.IndexOf(value) is var k and >= 0)
                counts[k]++;
        }

        List<double> values = [], weights = [];
        for (var n = 0; n < before.Length; n++)
        {
            if (bins.IndexOf(before[n]) is not (var k and >= 0))
                continue;
            values.Add(after[n]);
            weights.Add(masses[k] / counts[k]);
        }

        var edges = bins.Edges();
        for (var k = 0; k < counts.Length; k++)
        {
            if (counts[k] == 0 && masses[k] > 0)
            {
                values.Add((edges[k] + edges[k + 1]) / 2);
                weights.Add(masses[k]);
            }
        }

        return new WeightedSample(values, weights);
    }
}
