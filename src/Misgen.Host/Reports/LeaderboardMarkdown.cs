using System.Globalization;
using System.Text;
using Misgen.Pipeline.Leaderboard;

namespace Misgen.Host.Reports;

/// <summary>A leaderboard as Markdown, for a README or a pull request: the overall ranking, a sentence per task, and a table per task and model.</summary>
internal static class LeaderboardMarkdown
{
    public const string FileName = "leaderboard.md";

    public static byte[] Of(LeaderboardDocument board)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Leaderboard, profile {board.Profile}\n\n");
        if (board.Overall.Count > 0)
            AppendOverall(text, board);
        text.Append("## What drifts\n\n");
        foreach (var (task, model) in Models(board))
            text.Append("- ").Append(Escape(Verdict.Of(task, model))).Append('\n');
        foreach (var (task, model) in Models(board))
            AppendModel(text, task, model);
        text.Append(CultureInfo.InvariantCulture, $"\n{LeaderboardReport.Intervals(board)} Implausible interventions (!) rank last. Misgen {board.Misgen.Version}; {board.Numerics}.\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<(TaskBoard Task, ModelBoard Model)> Models(LeaderboardDocument board) =>
        board.Tasks.SelectMany(task => task.Models, (task, model) => (task, model));

    private static void AppendOverall(StringBuilder text, LeaderboardDocument board)
    {
        Append(text, "rank", "intervention", "reduction of the drift", "95 %", "tasks");
        Append(text, "--:", ":--", "--:", ":-:", "--:");
        foreach (var row in board.Overall)
        {
            Append(
                text, Number(row.Rank), row.Intervention, LeaderboardReport.Percent(row.IqmReduction.Value) + LeaderboardReport.Mark(board, row),
                LeaderboardReport.PercentRange(row.IqmReduction.Low, row.IqmReduction.High), Number(row.Tasks.Count));
        }

        text.Append("\nInterquartile mean over tasks and seeds.");
        if (LeaderboardReport.NotCounted(board) is { } left)
            text.Append(' ').Append(Escape(left));
        text.Append("\n\n");
    }

    private static void AppendModel(StringBuilder text, TaskBoard task, ModelBoard model)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {task.Task}, {model.Model}\n\n");
        Append(text, [.. LeaderboardReport.Columns.Select(column => column.Name)]);
        Append(text, [.. LeaderboardReport.Columns.Select(column => column.Right ? "--:" : ":--")]);
        foreach (var row in model.Interventions)
            Append(text, LeaderboardReport.Row(row));
        foreach (var (intervention, note) in LeaderboardReport.Notes(model))
            text.Append(CultureInfo.InvariantCulture, $"\n- `{intervention}` {Escape(note)}");
        if (LeaderboardReport.Notes(model).Any())
            text.Append('\n');
    }

    private static void Append(StringBuilder text, params string[] cells) => text.Append("| ").AppendJoin(" | ", cells.Select(Escape)).Append(" |\n");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
