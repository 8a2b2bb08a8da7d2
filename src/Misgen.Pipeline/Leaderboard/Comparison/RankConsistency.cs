using System.Globalization;

namespace Misgen.Pipeline.Leaderboard.Comparison;

/// <summary>Whether the ranks of a leaderboard follow from its figures.</summary>
internal static class RankConsistency
{
    private const double Rounding = 2e-6;

    /// <summary>What speaks against the ranks of a model's interventions: plausible before implausible, less total variation before more.</summary>
    public static IEnumerable<string> Of(ModelBoard model)
    {
        for (var place = 0; place < model.Interventions.Count; place++)
        {
            var row = model.Interventions[place];
            if (row.Rank != place + 1)
                yield return $"{row.Intervention} has rank {Text(row.Rank)} in place {Text(place + 1)}";
            if (place == 0)
                continue;
            var before = model.Interventions[place - 1];
            var (implausible, other) = (IsImplausible(before), IsImplausible(row));
            if (implausible && !other)
                yield return $"{before.Intervention} is implausible and ranks before {row.Intervention}, which is not";
            if (implausible == other && before.TvToTarget.Value > row.TvToTarget.Value + Rounding)
                yield return $"{before.Intervention} ranks before {row.Intervention}, which has the smaller total variation to the target";
        }
    }

    /// <summary>What speaks against the overall ranks: implausible last, greater reduction before smaller.</summary>
    public static IEnumerable<string> OfOverall(LeaderboardDocument board)
    {
        var blocks = board.Tasks.SelectMany(task => task.Models).Where(model => model.Observed.Tv.Value >= 1.5 * model.Observed.Tv.Floor).ToArray();
        for (var place = 0; place < board.Overall.Count; place++)
        {
            var row = board.Overall[place];
            if (row.Rank != place + 1)
                yield return $"overall: {row.Intervention} has rank {Text(row.Rank)} in place {Text(place + 1)}";
            if (place == 0)
                continue;
            var before = board.Overall[place - 1];
            var (implausible, other) = (IsAnywhereImplausible(before), IsAnywhereImplausible(row));
            if (implausible && !other)
                yield return $"overall: {before.Intervention} is implausible and ranks before {row.Intervention}, which is not";
            if (implausible == other && !(Reduction(before) >= Reduction(row) - Rounding))
                yield return $"overall: {before.Intervention} ranks before {row.Intervention}, which has the greater reduction";
        }

        bool IsAnywhereImplausible(OverallRow row) => blocks.SelectMany(model => model.Interventions).Any(one => one.Intervention == row.Intervention && IsImplausible(one));
    }

    private static bool IsImplausible(InterventionRow row) => row.Plausibility.Value < Plausibility.Least;

    // Far below any reduction, so that what has none comes last; two of them are equal.
    private static double Reduction(OverallRow row) => row.IqmReduction.Value ?? -1000;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
