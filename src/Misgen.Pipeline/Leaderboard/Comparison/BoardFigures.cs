namespace Misgen.Pipeline.Leaderboard.Comparison;

/// <summary>Figures of a leaderboard that follow from its histograms.</summary>
internal static class BoardFigures
{
    /// <summary>Total variation between two lists of 48 masses; what they lack to 1 is undefined and counts.</summary>
    public static double TotalVariation(double[] masses, double[] reference) =>
        Core.Drift.TotalVariation.Between(masses, reference) + (Math.Abs(masses.Sum() - reference.Sum()) / 2);
}
