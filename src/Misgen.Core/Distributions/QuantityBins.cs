using Misgen.Plugins;

namespace Misgen.Core.Distributions;

/// <summary>
/// The bins of every histogram of a quantity: 48 equal ones over <c>[a − w/4, b + w/4]</c> for the range <c>[a, b]</c> of width
/// <c>w</c>. A bin is <c>w/32</c> wide; 8 lie below <c>a</c>, 32 in the range and 8 above <c>b</c>, and <c>a</c> and <c>b</c> are
/// edges to the last bit.
/// </summary>
public sealed class QuantityBins
{
    /// <summary>Number of bins.</summary>
    public const int Count = 48;

    /// <summary>Index of the first bin in the range, the one that starts at <c>a</c>.</summary>
    public const int FirstInRange = 8;

    /// <summary>Index of the first bin above the range, the one that starts at <c>b</c>.</summary>
    public const int FirstAbove = 40;

    private readonly double[] _edges = new double[Count + 1];

    /// <summary>Makes the bins of a range.</summary>
    /// <param name="range">The range of the quantity.</param>
    public QuantityBins(QuantityRange range)
    {
        Range = range;
        var width = range.Width / (FirstAbove - FirstInRange);
        for (var k = 0; k <= Count; k++)
        {
            _edges[k] = k < FirstAbove
                ? range.Low + ((k - FirstInRange) * width)
                : range.High + ((k - FirstAbove) * width);
        }
    }

    /// <summary>The range <c>[a, b]</c>.</summary>
    public QuantityRange Range { get; }

    /// <summary>The 49 edges in rising order, a new array.</summary>
    public double[] Edges() => [.. _edges];

    /// <summary>
    /// The bin of a value. Bins hold their lower edge and not their upper one, but for <c>b</c> itself, which belongs to the
    /// range and so to the last bin in it. Values beyond the outer edges, the infinities among them, belong to the end bins.
    /// </summary>
    /// <param name="q">A value of the quantity.</param>
    /// <returns>0 … 47, or −1 for <c>NaN</c>.</returns>
    public int IndexOf(double q)
    {
        if (double.IsNaN(q))
            return -1;
        if (q == Range.High)
            return FirstAbove - 1;

        // The quotient is rounded, the edges decide.
        var k = (int)Math.Clamp(Math.Floor((q - _edges[0]) / (_edges[Count] - _edges[0]) * Count), 0, Count - 1);
        while (k > 0 && q < _edges[k])
            k--;
        while (k < Count - 1 && q >= _edges[k + 1])
            k++;
        return k;
    }

    /// <summary>Whether a value lies outside the closed range <c>[a, b]</c>; <c>NaN</c> lies nowhere and not outside.</summary>
    /// <param name="q">A value of the quantity.</param>
    public bool IsOutOfRange(double q) => q < Range.Low || q > Range.High;
}
