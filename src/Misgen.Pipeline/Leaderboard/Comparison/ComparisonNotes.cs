using System.Globalization;

namespace Misgen.Pipeline.Leaderboard.Comparison;

/// <summary>What a reader of a comparison should know besides the figures.</summary>
internal static class ComparisonNotes
{
    public static IReadOnlyList<string> Of(LeaderboardDocument baseline, LeaderboardDocument current, IReadOnlyList<BoardPair> pairs)
    {
        List<string> notes = [];
        AddSeeds(notes, pairs);
        foreach (var (task, other) in baseline.Tasks.Select(task => (task, current.Tasks.Single(one => one.Task == task.Task))))
        {
            if (task.Plugin.Digest != other.Plugin.Digest)
                notes.Add($"{task.Task}: the plugin {other.Plugin.Name} changed ({Short(task.Plugin.Digest)} and {Short(other.Plugin.Digest)})");
        }

        foreach (var pair in pairs)
            AddModel(notes, pair);
        if (baseline.Misgen.Version != current.Misgen.Version)
            notes.Add($"Misgen {baseline.Misgen.Version} made the baseline, {current.Misgen.Version} the leaderboard");
        return notes;
    }

    private static void AddSeeds(List<string> notes, IReadOnlyList<BoardPair> pairs)
    {
        var few = pairs.Where(pair => pair.Model.Seeds.Count < BoardComparison.LeastSeeds).ToArray();
        if (few.Length == 0)
            return;
        var noise = pairs.All(pair => pair.Model.Seeds.Count == 1)
            ? string.Create(CultureInfo.InvariantCulture, $"the noise is taken as {SeedNoise.Assumed:0} times the sampling error")
            : "intervals are wider for it";
        notes.Add(
            $"the baseline has {(few.All(pair => pair.Model.Seeds.Count == 1) ? "one seed" : "fewer than three seeds")} where three tell how much "
            + $"seeds differ: {noise}; make the baseline with run --seed 0 1 2");
    }

    private static void AddModel(List<string> notes, BoardPair pair)
    {
        var where = $"{pair.Task.Task} with {pair.Model.Model}";
        if (pair.Model.Parameters != pair.Other.Parameters || pair.Model.Steps != pair.Other.Steps)
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{where}: {pair.Model.Parameters} parameters and {pair.Model.Steps} steps became {pair.Other.Parameters} and {pair.Other.Steps}"));
        }

        var (before, after) = (Ids(pair.Model), Ids(pair.Other));
        AddMissing(before.Except(after, StringComparer.Ordinal), "is only in the baseline and was not compared");
        AddMissing(after.Except(before, StringComparer.Ordinal), "is not in the baseline and was not compared");
        switch (PredictionChange.RecommendedBy(pair.Model)?.Kernel, PredictionChange.RecommendedBy(pair.Other)?.Kernel)
        {
            case (null, null):
                break;
            case (null, _) or (_, null):
                notes.Add($"{where}: only one of the two has a prediction; it was not compared");
                break;
            case var (kernel, other) when kernel != other:
                notes.Add($"{where}: the recommended kernel was {kernel} and is {other}");
                break;
        }

        void AddMissing(IEnumerable<string> ids, string what) => notes.AddRange(ids.Select(id => $"{where}: {id} {what}"));
    }

    private static string Short(string digest) => digest.Length > 12 ? digest[..12] : digest;

    private static IEnumerable<string> Ids(ModelBoard model) => model.Interventions.Select(row => row.Intervention);
}
