using MathNet.Numerics.Distributions;

namespace Misgen.Core.Statistics;

/// <summary>
/// Compares each intervention of a task with <c>none</c>, paired by seed, with a variance pooled over all of them: a randomised complete
/// block design whose blocks are the seeds and whose treatments are the interventions, <c>none</c> among them (Montgomery, "Design and
/// analysis of experiments", 8th ed., section 4.1). Few seeds say little about a variance; all trials together say more. For one
/// intervention it is the paired t-test.
/// </summary>
/// <remarks>
/// The differences to <c>none</c> of one seed share the trial of <c>none</c>. Pooling the variance of those differences instead, as if they
/// were independent, counts that trial once per intervention: simulated, 7 % of families without any difference had a finding at 5 %.
/// </remarks>
public static class PairedComparison
{
    /// <summary>
    /// The two-sided p-value of every intervention, not adjusted for their number; see <see cref="HolmAdjustment"/>. With <c>I</c>
    /// interventions, <c>S</c> seeds and residuals <c>x_is − x̄_i − x̄_s + x̄</c> over interventions and <c>none</c>, the mean square of the
    /// residuals has <c>I (S − 1)</c> degrees of freedom, and a difference of means the variance <c>2 MS / S</c>.
    /// </summary>
    /// <param name="none">The figure of <c>none</c>, one per seed.</param>
    /// <param name="interventions">The figure of every intervention, for the same seeds.</param>
    /// <returns>The p-values in the same order; <c>null</c> with fewer than two seeds. Where nothing is left unexplained, 0 for a mean
    /// that differs and 1 for one that does not.</returns>
    /// <exception cref="ArgumentException">An intervention has more or fewer seeds.</exception>
    public static IReadOnlyList<double?> PValues(double[] none, IReadOnlyList<double[]> interventions)
    {
        ArgumentNullException.ThrowIfNull(none);
        ArgumentNullException.ThrowIfNull(interventions);
        if (interventions.Any(values => values.Length != none.Length))
            throw new ArgumentException($"Pairs are needed: {none.Length} seeds of every intervention.", nameof(interventions));
        if (none.Length < 2 || interventions.Count == 0)
            return [.. interventions.Select(_ => (double?)null)];
        double[][] all = [none, .. interventions];
        double[] means = [.. all.Select(values => Moments.Mean(values))];
        var overall = Moments.Mean(means);
        var squares = 0.0;
        for (var seed = 0; seed < none.Length; seed++)
        {
            var block = all.Average(values => values[seed]);
            for (var i = 0; i < all.Length; i++)
            {
                var residual = all[i][seed] - means[i] - block + overall;
                squares += residual * residual;
            }
        }

        var degrees = interventions.Count * (none.Length - 1);
        var error = Math.Sqrt(2 * squares / degrees / none.Length);
        return [.. means.Skip(1).Select(mean => PValue(mean - means[0], error, degrees))];
    }

    private static double? PValue(double difference, double error, int degrees)
    {
        // What rounding leaves of figures that are all equal is no spread.
        if (error <= 1e-15)
            return Math.Abs(difference) <= 1e-12 ? 1 : 0;
        return 2 * StudentT.CDF(0, 1, degrees, -Math.Abs(difference) / error);
    }
}
