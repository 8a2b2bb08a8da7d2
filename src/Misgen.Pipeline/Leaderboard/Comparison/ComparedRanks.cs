namespace Misgen.Pipeline.Leaderboard.Comparison;

/// <summary>Which interventions changed places.</summary>
internal static class ComparedRanks
{
    public static IReadOnlyList<RankChange> Of(LeaderboardDocument baseline, LeaderboardDocument current, IReadOnlyList<BoardPair> pairs)
    {
        var changes = new List<RankChange>();
        foreach (var pair in pairs)
        {
            Compare(
                pair.Task.Task, pair.Model.Model, [.. pair.Model.Interventions.Select(row => row.Intervention)],
                [.. pair.Other.Interventions.Select(row => row.Intervention)]);
        }

        Compare(null, null, [.. baseline.Overall.Select(row => row.Intervention)], [.. current.Overall.Select(row => row.Intervention)]);
        return changes;

        // Rows are in the order of their ranks. Ranks are counted among the interventions that both have.
        void Compare(string? task, string? model, string[] before, string[] after)
        {
            string[] shared = [.. before.Where(id => after.Contains(id, StringComparer.Ordinal))];
            string[] others = [.. after.Where(id => before.Contains(id, StringComparer.Ordinal))];
            for (var place = 0; place < shared.Length; place++)
            {
                var now = Array.IndexOf(others, shared[place]);
                if (now != place)
                    changes.Add(new RankChange(task, model, shared[place], place + 1, now + 1));
            }
        }
    }
}
