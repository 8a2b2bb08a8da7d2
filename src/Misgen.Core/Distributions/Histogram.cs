using Misgen.Plugins;

namespace Misgen.Core.Distributions;

/// <summary>
/// How many values of a sample lie in each bin, and how many are undefined. Undefined values (<c>NaN</c>) have a cell of their
/// own beside the 48 bins. Immutable.
/// </summary>
public sealed class Histogram
{
    /// <summary>Number of cells: the bins and, last, the undefined values.</summary>
    public const int CellCount = QuantityBins.Count + 1;

    private readonly int[] _cells;

    private Histogram(int[] cells, int outOfRange, QuantityBins bins)
    {
        _cells = cells;
        Bins = bins;
        Total = cells.Sum();
        OutOfRangeCount = outOfRange;
        if (Total == 0)
            throw new ArgumentException("A histogram needs at least one value, this sample is empty.", nameof(cells));
    }

    /// <summary>The bins.</summary>
    public QuantityBins Bins { get; }

    /// <summary>Number of values, the undefined ones among them.</summary>
    public int Total { get; }

    /// <summary>The counts: 48 bins and, last, the undefined values.</summary>
    public ReadOnlySpan<int> Cells => _cells;

    /// <summary>Number of values outside <c>[a, b]</c>; undefined ones are not among them.</summary>
    public int OutOfRangeCount { get; }

    /// <summary>Number of undefined values.</summary>
    public int UndefinedCount => _cells[QuantityBins.Count];

    /// <summary>Share of undefined values among all.</summary>
    public double Undefined => (double)UndefinedCount / Total;

    /// <summary>Share of values outside <c>[a, b]</c> among all. More than the end bins hold: 8 bins on each side lie
    /// outside.</summary>
    public double OutOfRange => (double)OutOfRangeCount / Total;

    /// <summary>Counts a sample.</summary>
    /// <param name="q">Its values; <c>NaN</c> where undefined. Infinities are defined: they lie out of range, in an end
    /// bin.</param>
    /// <param name="bins">The bins.</param>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    public static Histogram Of(ReadOnlySpan<double> q, QuantityBins bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        var cells = new int[CellCount];
        var outOfRange = 0;
        foreach (var value in q)
        {
            var k = bins.IndexOf(value);
            cells[k < 0 ? QuantityBins.Count : k]++;
            if (bins.IsOutOfRange(value))
                outOfRange++;
        }

        return new Histogram(cells, outOfRange, bins);
    }

    /// <summary>
    /// Makes a histogram from counts, for instance those of an artifact. The values outside the range are those in its outer
    /// bins.
    /// </summary>
    /// <param name="cells">48 counts and, last, that of the undefined values.</param>
    /// <param name="bins">The bins.</param>
    /// <exception cref="ArgumentException">Not 49 counts, a negative one, or none above zero.</exception>
    public static Histogram FromCells(ReadOnlySpan<int> cells, QuantityBins bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        if (cells.Length != CellCount)
            throw new ArgumentException($"A histogram has {CellCount} cells, not {cells.Length}.", nameof(cells));
        var outOfRange = 0;
        for (var k = 0; k < CellCount; k++)
        {
            if (cells[k] < 0)
                throw new ArgumentException($"Cell {k} holds the negative count {cells[k]}.", nameof(cells));
            if (k is < QuantityBins.FirstInRange or (>= QuantityBins.FirstAbove and < QuantityBins.Count))
                outOfRange += cells[k];
        }

        return new Histogram(cells.ToArray(), outOfRange, bins);
    }

    /// <summary>The share of all values in each of the 48 bins. They sum to 1 − <see cref="Undefined"/>.</summary>
    public double[] Masses()
    {
        var masses = new double[QuantityBins.Count];
        for (var k = 0; k < masses.Length; k++)
            masses[k] = (double)_cells[k] / Total;
        return masses;
    }

    /// <summary>The mass that a target distribution puts into each of the 48 bins; what lies beyond is added to the end
    /// bins.</summary>
    /// <param name="target">The target distribution.</param>
    /// <param name="bins">The bins.</param>
    public static double[] MassesOf(TargetDistribution target, QuantityBins bins)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(bins);
        var edges = bins.Edges();
        var masses = new double[QuantityBins.Count];
        var below = 0.0;
        for (var k = 0; k < masses.Length; k++)
        {
            var upTo = k == masses.Length - 1 ? 1 : target.Cdf(edges[k + 1]);
            masses[k] = upTo - below;
            below = upTo;
        }

        return masses;
    }

    /// <summary>Adds each pair of neighbours: 48 masses become 24, and <c>a</c> and <c>b</c> stay edges.</summary>
    /// <param name="masses">An even number of masses.</param>
    /// <exception cref="ArgumentException">The number of masses is odd.</exception>
    public static double[] MergePairs(ReadOnlySpan<double> masses)
    {
        if (masses.Length % 2 != 0)
            throw new ArgumentException($"Pairs need an even number of masses, not {masses.Length}.", nameof(masses));
        var merged = new double[masses.Length / 2];
        for (var k = 0; k < merged.Length; k++)
            merged[k] = masses[2 * k] + masses[(2 * k) + 1];
        return merged;
    }
}
