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
                WriteModel(console, task, model);
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

        terminal.WriteLine(board.Tasks.SelectMany(task => task.Models).Any(model => model.Seeds.Count == 1)
            ? "Intervals are 95 %; with one seed they cover sampling error only, not what another training run would give."
            : "Intervals are 95 %, over seeds of training and sampling; the demonstrations are the same for all seeds.");
    }

    private static void WriteModel(IAnsiConsole console, TaskBoard task, ModelBoard model)
    {
        var table = Table($"{task.Task}, {model.Model} ({Count(model.Parameters, "parameters")}, {Count(model.Steps, "steps")}, {Count(model.Seeds.Count, "seed")})");
        foreach (var (name, right) in ((string, bool)[])[("rank", true), ("intervention", false), ("TV to target", true), ("95 %", false), ("reduction", true), ("95 %", false), ("p (Holm)", true), ("plausible", true), ("asked − got", true), ("cost", true)])
            table.AddColumn(new TableColumn(name) { Alignment = right ? Justify.Right : Justify.Left, NoWrap = true });
        foreach (var row in model.Interventions)
        {
            table.AddRow(Cells(
                row.Rank.ToString(CultureInfo.InvariantCulture), row.Intervention, Short(row.TvToTarget.Value), Range(row.TvToTarget.Low, row.TvToTarget.High),
                Percent(row.Reduction?.Value), PercentRange(row.Reduction?.Low, row.Reduction?.High), Short(row.Reduction?.PHolm),
                Percent(row.Plausibility.Value) + (row.Plausibility.Value < Plausibility.Least ? " !" : ""), Short(row.AskedError), row.Cost.ToString("0.00", CultureInfo.InvariantCulture)));
        }

        console.Write(table);
    }

    private static void WriteOverall(Terminal terminal, LeaderboardDocument board)
    {
        var table = Table("all tasks: interquartile mean of the reduction");
        foreach (var name in (string[])["rank", "intervention", "reduction", "95 %", "tasks"])
            table.AddColumn(new TableColumn(name) { NoWrap = true });
        foreach (var row in board.Overall)
        {
            table.AddRow(Cells(
                row.Rank.ToString(CultureInfo.InvariantCulture), row.Intervention, Percent(row.IqmReduction.Value),
                PercentRange(row.IqmReduction.Low, row.IqmReduction.High), row.Tasks.Count.ToString(CultureInfo.InvariantCulture)));
        }

        terminal.Results.Write(table);
        var counted = board.Overall.SelectMany(row => row.Tasks).ToHashSet(StringComparer.Ordinal);
        if (board.Tasks.Where(task => !counted.Contains(task.Task)).Select(task => task.Task).ToArray() is { Length: > 0 } left)
            terminal.WriteLine($"Not counted, because the baseline drifts by less than 1.5 noise floors: {string.Join(", ", left)}.");
    }

    internal static Table Table(string title)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape(title)) };
        table.Title.Style = new Style(decoration: Decoration.Bold);
        return table;
    }

    internal static Text[] Cells(params string[] cells) => [.. cells.Select(cell => new Text(cell))];

    private static string Count(int count, string noun) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count > 1 && noun == "seed" ? "seeds" : noun)}";

    internal static string Short(double? value) => value is { } number ? number.ToString("0.000", CultureInfo.InvariantCulture) : "–";

    private static string Range(double? low, double? high) => low is null || high is null ? "–" : $"{Short(low)}–{Short(high)}";

    internal static string Percent(double? value) => value is { } number ? $"{Math.Round(100 * number) + 0:0} %" : "–";

    private static string PercentRange(double? low, double? high) => low is null || high is null ? "–" : $"{Percent(low)} to {Percent(high)}";
}
