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

    /// <summary>
    /// Adjusts p-values of tests that share the level unequally (ibid., the test with constants): in the order of <c>p_i / w_i</c>
    /// the <c>i</c>-th becomes <c>max_{j ≤ i} min(1, p_j Σ_{k ≥ j} w_k / w_j)</c>. With equal weights it is the test without.
    /// </summary>
    /// <param name="p">The p-values.</param>
    /// <param name="weights">A positive weight for each; only their ratios matter.</param>
    /// <returns>The adjusted p-values in the same order.</returns>
    /// <exception cref="ArgumentException">Not as many weights as p-values, or one that is not positive.</exception>
    public static double[] Adjust(IReadOnlyList<double> p, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(weights);
        if (p.Count != weights.Count || weights.Any(weight => !(weight > 0)))
            throw new ArgumentException($"A positive weight is needed for each of {p.Count} p-values.", nameof(weights));
        var rising = Enumerable.Range(0, p.Count).OrderBy(i => p[i] / weights[i]).ToArray();
        var adjusted = new double[p.Count];
        var (left, greatest) = (weights.Sum(), 0.0);
        foreach (var i in rising)
        {
            greatest = Math.Max(greatest, Math.Min(1, left * p[i] / weights[i]));
            adjusted[i] = greatest;
            left -= weights[i];
        }

        return adjusted;
    }
}
