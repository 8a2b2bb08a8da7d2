namespace Misgen.Pipeline.Leaderboard;

/// <summary>The rule of plausibility.</summary>
public static class Plausibility
{
    /// <summary>Below this share of plausible samples a trial is implausible, whatever its drift, and ranks after all that are not.</summary>
    public const double Least = 0.75;
}
