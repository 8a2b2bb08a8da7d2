using System.Globalization;

namespace Misgen.Pipeline.Leaderboard.Comparison;

/// <summary>Whether two leaderboards measure the same thing.</summary>
internal static class Comparability
{
    private const double Rounding = 1e-5;

    /// <summary>What differs, a phrase each, the baseline's side first; empty where they are comparable.</summary>
    public static IReadOnlyList<string> Differences(LeaderboardDocument baseline, LeaderboardDocument current)
    {
        List<string> differences = [];
        Differ("schema", baseline.SchemaVersion, current.SchemaVersion);
        Differ("profile", baseline.Profile, current.Profile);
        Differ("numerics", baseline.Numerics, current.Numerics);
        SetsDiffer("tasks", baseline.Tasks.Select(task => task.Task), current.Tasks.Select(task => task.Task));
        foreach (var task in baseline.Tasks)
        {
            if (current.Tasks.FirstOrDefault(one => one.Task == task.Task) is not { } other)
                continue;
            Differ($"quantity of {task.Task}", task.Quantity.Name, other.Quantity.Name);
            Differ($"unit of {task.Task}", task.Quantity.Unit, other.Quantity.Unit);
            if (!AreClose(task.Bins, other.Bins, task.Quantity.Range[1] - task.Quantity.Range[0]))
                Differ($"bins of {task.Task}", Range(task), Range(other));
            else if (!AreClose(task.Target, other.Target, 1))
                differences.Add($"target of {task.Task}");
            Differ($"demonstrations of {task.Task}", task.Demonstrations, other.Demonstrations);
            SetsDiffer($"models of {task.Task}", task.Models.Select(model => model.Model), other.Models.Select(model => model.Model));
            foreach (var model in task.Models)
            {
                if (other.Models.FirstOrDefault(one => one.Model == model.Model) is { } counterpart)
                    Differ($"samples of {task.Task} with {model.Model}", model.Samples, counterpart.Samples);
            }
        }

        return differences;

        void Differ<T>(string what, T before, T after)
        {
            if (!EqualityComparer<T>.Default.Equals(before, after))
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"{what} ({before} and {after})"));
        }

        void SetsDiffer(string what, IEnumerable<string> before, IEnumerable<string> after)
        {
            var (first, second) = (before.ToHashSet(StringComparer.Ordinal), after.ToHashSet(StringComparer.Ordinal));
            string[] parts =
            [
                .. first.Where(id => !second.Contains(id)).Select(id => $"{id} only in the baseline"),
                .. second.Where(id => !first.Contains(id)).Select(id => $"{id} not in the baseline"),
            ];
            if (parts.Length > 0)
                differences.Add($"{what} ({string.Join(", ", parts)})");
        }
    }

    private static bool AreClose(double[] before, double[] after, double scale) =>
        before.Zip(after).All(pair => Math.Abs(pair.First - pair.Second) <= Rounding * (scale + Math.Abs(pair.First)));

    private static string Range(TaskBoard task) =>
        string.Create(CultureInfo.InvariantCulture, $"{task.Quantity.Range[0]:0.######}–{task.Quantity.Range[1]:0.######}");
}
