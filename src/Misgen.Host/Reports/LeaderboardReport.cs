using System.Globalization;
using Misgen.Host.Commands;
using Misgen.Pipeline.Leaderboard;
using Spectre.Console;

namespace Misgen.Host.Reports;

/// <summary>A leaderboard for people: a table per task and model, the overall ranking, a sentence each.</summary>
internal static class LeaderboardReport
{
    public static void Write(Terminal terminal, LeaderboardDocument board)
    {
        var console = terminal.Results;
        foreach (var task in board.Tasks)
        {
            foreach (var model in task.Models)
            {
                WriteModel(terminal, task, model);
                if (model.Predictions.Count > 0)
                    PredictionReport.Write(console, task.Task, model);
            }
        }

        if (board.Overall.Count > 0)
            WriteOverall(terminal, board);
        foreach (var task in board.Tasks)
        {
            foreach (var model in task.Models)
                terminal.WriteLine(Verdict.Of(task, model));
        }

        terminal.WriteLine(Intervals(board));
    }

    /// <summary>What the intervals cover.</summary>
    internal static string Intervals(LeaderboardDocument board) => board.Tasks.SelectMany(task => task.Models).Any(model => model.Seeds.Count == 1)
        ? "Intervals are 95 %; with one seed they cover sampling error only, not what another training run would give."
        : "Intervals are 95 %, over seeds of training and sampling; the demonstrations are the same for all seeds.";

    /// <summary>The mark of an intervention that is implausible on a task that counts, and therefore ranks after all that are not.</summary>
    internal static string Mark(LeaderboardDocument board, OverallRow row) => board.Tasks.Where(task => row.Tasks.Contains(task.Task, StringComparer.Ordinal))
        .SelectMany(task => task.Models).SelectMany(model => model.Interventions)
        .Any(one => one.Intervention == row.Intervention && one.Plausibility.Value < Plausibility.Least) ? " !" : "";

    /// <summary>Which tasks do not count overall, in a sentence; null where all do.</summary>
    internal static string? NotCounted(LeaderboardDocument board)
    {
        var counted = board.Overall.SelectMany(row => row.Tasks).ToHashSet(StringComparer.Ordinal);
        return board.Tasks.Where(task => !counted.Contains(task.Task)).Select(task => task.Task).ToArray() is { Length: > 0 } left
            ? $"Not counted, because the baseline drifts by less than 1.5 noise floors: {string.Join(", ", left)}."
            : null;
    }

    /// <summary>The columns of a table of interventions, and whether they hold numbers.</summary>
    internal static IReadOnlyList<(string Name, bool Right)> Columns { get; } =
    [
        ("rank", true), ("intervention", false), ("TV to target", true), ("95 %", false), ("reduction", true), ("95 %", false), ("p (Holm)", true),
        ("plausible", true), ("asked − got", true), ("cost", true),
    ];

    /// <summary>The cells of an intervention.</summary>
    internal static string[] Row(InterventionRow row) =>
    [
        row.Rank.ToString(CultureInfo.InvariantCulture), row.Intervention, Short(row.TvToTarget.Value), Range(row.TvToTarget.Low, row.TvToTarget.High),
        Percent(row.Reduction?.Value), PercentRange(row.Reduction?.Low, row.Reduction?.High), PValue(row.Reduction?.PHolm),
        Percent(row.Plausibility.Value) + (row.Plausibility.Value < Plausibility.Least ? " !" : ""), Short(row.AskedError), row.Cost.ToString("0.00", CultureInfo.InvariantCulture),
    ];

    /// <summary>How interventions were decided and what became of them, but for what the table or the sentence on intervals says.</summary>
    internal static IEnumerable<(string Intervention, string Note)> Notes(ModelBoard model) => model.Interventions.SelectMany(
        row => row.Notes.Where(note => !note.StartsWith("one seed:", StringComparison.Ordinal) && !note.StartsWith("implausible:", StringComparison.Ordinal)),
        (row, note) => (row.Intervention, note));

    private static void WriteModel(Terminal terminal, TaskBoard task, ModelBoard model)
    {
        var table = Table($"{task.Task}, {model.Model} ({Count(model.Parameters, "parameters")}, {Count(model.Steps, "steps")}, {Count(model.Seeds.Count, "seed")})");
        foreach (var (name, right) in Columns)
            table.AddColumn(new TableColumn(name) { Alignment = right ? Justify.Right : Justify.Left, NoWrap = true });
        foreach (var row in model.Interventions)
            table.AddRow(Cells(Row(row)));
        terminal.Results.Write(table);
        foreach (var (intervention, note) in Notes(model))
            terminal.WriteLine($"  {intervention} {note}");
    }

    private static void WriteOverall(Terminal terminal, LeaderboardDocument board)
    {
        var table = Table("all tasks: interquartile mean of the reduction");
        foreach (var name in (string[])["rank", "intervention", "reduction", "95 %", "tasks"])
            table.AddColumn(new TableColumn(name) { NoWrap = true });
        foreach (var row in board.Overall)
        {
            table.AddRow(Cells(
                row.Rank.ToString(CultureInfo.InvariantCulture), row.Intervention, Percent(row.IqmReduction.Value) + Mark(board, row),
                PercentRange(row.IqmReduction.Low, row.IqmReduction.High), row.Tasks.Count.ToString(CultureInfo.InvariantCulture)));
        }

        terminal.Results.Write(table);
        if (board.Overall.Any(row => Mark(board, row).Length > 0))
            terminal.WriteLine("! implausible on at least one task: ranks after all that are not.");
        if (NotCounted(board) is { } left)
            terminal.WriteLine(left);
    }

    internal static Table Table(string title)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape(title)) };
        table.Title.Style = new Style(decoration: Decoration.Bold);
        return table;
    }

    internal static Text[] Cells(params string[] cells) => [.. cells.Select(cell => new Text(cell))];

    // A p-value below the last digit is not zero.
    private static string PValue(double? value) => value is < 0.001 ? "< 0.001" : Short(value);

    private static string Count(int count, string noun) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count > 1 && noun == "seed" ? "seeds" : noun)}";

    internal static string Short(double? value) => value is { } number ? number.ToString("0.000", CultureInfo.InvariantCulture) : "–";

    internal static string Range(double? low, double? high) => low is null || high is null ? "–" : $"{Short(low)}–{Short(high)}";

    internal static string Percent(double? value) => value is { } number ? $"{Math.Round(100 * number) + 0:0} %" : "–";

    internal static string PercentRange(double? low, double? high) => low is null || high is null ? "–" : $"{Percent(low)} to {Percent(high)}";
}
