using System.Globalization;
using Misgen.Pipeline.Leaderboard;
using Misgen.Pipeline.Leaderboard.Comparison;

namespace Misgen.Host.Reports.Checks;

/// <summary>What changed between two leaderboards, in words.</summary>
internal static class ChangeSentence
{
    private const int MostRegions = 3;

    /// <summary>A change: whose, what, by how much.</summary>
    public static string Of(Change change, BoardComparison comparison) => $"{Subject(change, comparison)}: {Phrase(change, comparison)}";

    /// <summary>Whose change it is.</summary>
    public static string Subject(Change change, BoardComparison comparison) =>
        Subject(change.Task, change.Model, comparison.Baseline) + (change.Intervention is { } intervention ? $", {intervention}" : "");

    /// <summary>What is compared.</summary>
    public static string Name(Change change) => change.Kind switch
    {
        ChangeKind.Drift => "drift",
        ChangeKind.Shape => "mass shifts",
        ChangeKind.Prediction => "predicted mass shifts",
        ChangeKind.InterventionDrift => $"drift with {change.Intervention}",
        ChangeKind.Plausibility => "plausibility",
        _ => $"plausibility with {change.Intervention}",
    };

    /// <summary>What changed and by how much.</summary>
    public static string Phrase(Change change, BoardComparison comparison) => change.Kind switch
    {
        ChangeKind.Drift => $"drift TV {Figures(change, Mass)} ({Noise(change, Mass)})",
        ChangeKind.InterventionDrift => $"TV to the target {Figures(change, Mass)} ({Noise(change, Mass)})",
        ChangeKind.Plausibility or ChangeKind.InterventionPlausibility => $"plausible {Figures(change, Percent)} ({Noise(change, Percent)})",
        ChangeKind.Prediction => $"predicted drift TV {Figures(change, Mass)}, {Regions(change, comparison)}",
        _ => $"{Regions(change, comparison)} (p {P(change.P)})",
    };

    /// <summary>Where a region lies.</summary>
    public static string Place(Change change, RegionChange region, BoardComparison comparison)
    {
        var task = comparison.Baseline.Tasks.First(one => one.Task == change.Task);
        var width = task.Quantity.Range[1] - task.Quantity.Range[0];
        var unit = task.Quantity.Unit == "1" ? "" : " " + task.Quantity.Unit;
        if (region.Region == RangeRegions.Outside)
            return $"outside {Range((task.Quantity.Range[0], task.Quantity.Range[1]))}";
        return Range(RangeRegions.Of(region.Region, task.Bins));

        string Range((double Low, double High) ends) => $"{DriftSentence.Number(ends.Low, width)}–{DriftSentence.Number(ends.High, width)}{unit}";
    }

    /// <summary>Ranks that changed, a phrase per model.</summary>
    public static IEnumerable<string> Ranks(BoardComparison comparison) => comparison.Ranks
        .GroupBy(rank => rank.Task is null ? "overall" : Subject(rank.Task, rank.Model!, comparison.Baseline), StringComparer.Ordinal)
        .Select(group => $"{group.Key}: {string.Join(", ", group.Select(rank => $"{rank.Intervention} {Integer(rank.Before)} → {Integer(rank.After)}"))}");

    /// <summary>The result as a sentence.</summary>
    public static string Verdict(BoardComparison comparison)
    {
        var all = Count(comparison.Changes.Count, "comparison");
        var moved = comparison.Moved.ToArray();
        if (moved.Length == 0)
            return $"nothing moved in {all}; {Resolution(comparison)}";
        var subjects = moved.Select(change => Subject(change.Task, change.Model, comparison.Baseline)).Distinct(StringComparer.Ordinal);
        return $"{Integer(moved.Length)} of {all} moved, in {string.Join(", ", subjects)}";
    }

    /// <summary>The mass of something, such as <c>.051</c>.</summary>
    public static string Mass(double value) => (value < -0.0005 ? "−" : "") + DriftSentence.Short(Math.Abs(value));

    /// <summary>With its sign.</summary>
    public static string Signed(double value, Func<double, string> text) => (value >= 0.0005 ? "+" : "") + text(value);

    /// <summary>A share of samples.</summary>
    public static string Percent(double value) => (value < -0.0005 ? "−" : "") + (100 * Math.Abs(value)).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A p-value.</summary>
    public static string P(double? value) => value switch
    {
        null => "–",
        < 0.0001 => "< .0001",
        >= 0.99995 => "1",
        { } p => p.ToString(".0000", CultureInfo.InvariantCulture),
    };

    /// <summary>What a check with these seeds can find.</summary>
    public static string Resolution(BoardComparison comparison)
    {
        var least = comparison.Changes.Where(change => change.Kind == ChangeKind.Drift).Select(change => change.Detectable!.Value).Order().ToArray();
        var (low, high) = (Mass(least[0]), Mass(least[^1]));
        return $"a TV that changed by {(low == high ? low : $"{low} to {high}")} would have been found";
    }

    public static string Count(int count, string noun) => $"{Integer(count)} {noun}{(count == 1 ? "" : "s")}";

    private static string Subject(string task, string model, LeaderboardDocument board) =>
        board.Tasks.First(one => one.Task == task).Models.Count > 1 ? $"{task} with {model}" : task;

    private static string Figures(Change change, Func<double, string> text) => $"{text(change.Before)} → {text(change.After)}";

    private static string Noise(Change change, Func<double, string> text) =>
        $"{Signed(change.Difference, text)} ± {text(change.HalfWidth ?? 0)}, p {P(change.P)}";

    // Those that count, or else the one that changed most.
    private static string Regions(Change change, BoardComparison comparison)
    {
        var counted = change.Regions.Where(region => Math.Abs(region.Difference) > comparison.Minimum).Take(MostRegions).ToArray();
        var shown = counted.Length == 0 ? change.Regions.Take(1) : counted;
        var quantity = comparison.Baseline.Tasks.First(one => one.Task == change.Task).Quantity.Name;
        return $"{quantity} {string.Join(", ", shown.Select(Region))} of all mass";

        string Region(RegionChange region) =>
            $"{Place(change, region, comparison)} {(region.Difference < 0 ? "loses" : "gains")} {Mass(Math.Abs(region.Difference))}"
            + (region.HalfWidth is { } half ? $" ± {Mass(half)}" : "");
    }

    private static string Integer(int number) => number.ToString(CultureInfo.InvariantCulture);
}
