namespace Misgen.Core.Statistics;

/// <summary>Quantiles of a sample.</summary>
public static class Quantile
{
    /// <summary>
    /// The quantile by linear interpolation between order statistics, NumPy's default (Hyndman, Fan, "Sample quantiles in
    /// statistical packages", Am. Stat. 50, 1996, definition 7).
    /// </summary>
    /// <param name="sorted">At least one value, in rising order.</param>
    /// <param name="probability">In [0, 1].</param>
    /// <exception cref="ArgumentException"><paramref name="sorted"/> is empty.</exception>
    public static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        if (sorted.IsEmpty)
            throw new ArgumentException("An empty sample has no quantile.", nameof(sorted));
        var position = probability * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>The interval between the quantiles that leave out 2.5 % of a sample on either side.</summary>
    /// <param name="sorted">At least one value, in rising order.</param>
    public static Interval Central95(ReadOnlySpan<double> sorted) =>
        new(OfSorted(sorted, (1 - Interval.Level) / 2), OfSorted(sorted, (1 + Interval.Level) / 2));
}
