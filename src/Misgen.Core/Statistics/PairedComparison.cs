using MathNet.Numerics.Distributions;

namespace Misgen.Core.Statistics;

/// <summary>
/// Compares each intervention of a task with <c>none</c>, paired by seed: a two-sided t-test of the mean seed difference, with
/// the variance of the seed differences pooled over the task's interventions. Few seeds say little about a variance; that of the
/// interventions together is estimated with <c>Σ (S_i − 1)</c> degrees of freedom, as in one-way analysis of variance
/// (Montgomery, "Design and analysis of experiments", 8th ed., section 3.5).
/// </summary>
public static class PairedComparison
{
    /// <summary>The p-value of every intervention, not adjusted for their number; see <see cref="HolmAdjustment"/>.</summary>
    /// <param name="differencesPerIntervention">For each intervention its differences to <c>none</c>, one per seed.</param>
    /// <returns>The p-values in the same order; <c>null</c> for an intervention with fewer than two seeds. Where all differences
    /// of each intervention are equal, 0 for a mean that is not zero and 1 for one that is.</returns>
    public static IReadOnlyList<double?> PValues(IReadOnlyList<double[]> differencesPerIntervention)
    {
        ArgumentNullException.ThrowIfNull(differencesPerIntervention);
        var degrees = 0;
        var squares = 0.0;
        foreach (var differences in differencesPerIntervention.Where(differences => differences.Length >= 2))
        {
            degrees += differences.Length - 1;
            squares += Moments.SquaredDeviations(differences);
        }

        return [.. differencesPerIntervention.Select(differences => PValue(differences, squares, degrees))];
    }

    private static double? PValue(double[] differences, double squares, int degrees)
    {
        if (differences.Length < 2)
            return null;
        var mean = Moments.Mean(differences);
        if (squares == 0)
            return mean == 0 ? 1 : 0;
        var t = Math.Abs(mean) / Math.Sqrt(squares / degrees / differences.Length);
        return 2 * StudentT.CDF(0, 1, degrees, -t);
    }
}
