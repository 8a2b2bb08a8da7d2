namespace Misgen.Core.Statistics;

/// <summary>
/// Holm's step-down adjustment, which keeps the chance of any false finding among several tests at the level of one (Holm, "A
/// simple sequentially rejective multiple test procedure", Scand. J. Stat. 6, 1979).
/// </summary>
public static class HolmAdjustment
{
    /// <summary>
    /// Adjusts p-values: the <c>i</c>-th smallest of <c>m</c> becomes <c>max_{j ≤ i} min(1, (m − j + 1) p_(j))</c>.
    /// </summary>
    /// <param name="p">The p-values; <c>null</c> marks a test that was not made and does not count.</param>
    /// <returns>The adjusted p-values in the same order, <c>null</c> where they were <c>null</c>.</returns>
    public static double?[] Adjust(IReadOnlyList<double?> p)
    {
        ArgumentNullException.ThrowIfNull(p);
        var rising = Enumerable.Range(0, p.Count).Where(i => p[i] is not null).OrderBy(i => p[i]).ToArray();
        var adjusted = new double?[p.Count];
        var greatest = 0.0;
        for (var rank = 0; rank < rising.Length; rank++)
        {
            greatest = Math.Max(greatest, Math.Min(1, (rising.Length - rank) * p[rising[rank]]!.Value));
            adjusted[rising[rank]] = greatest;
        }

        return adjusted;
    }
}
