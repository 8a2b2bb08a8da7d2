using System.Globalization;
using System.Text;
using Misgen.Pipeline.Leaderboard;

namespace Misgen.Host.Reports;

/// <summary>
/// A leaderboard's interventions as comma-separated text (RFC 4180, lines end with <c>\n</c>): a row per task, model and intervention, the
/// figures as in <c>leaderboard.json</c>; what is undefined is empty.
/// </summary>
internal static class LeaderboardCsv
{
    public const string FileName = "leaderboard.csv";

    private static readonly (string Name, Func<InterventionRow, object?> Value)[] Columns =
    [
        ("intervention", row => row.Intervention),
        ("level", row => row.Level),
        ("rank", row => row.Rank),
        ("tv_to_target", row => row.TvToTarget.Value),
        ("tv_to_target_debiased", row => row.TvToTarget.Debiased),
        ("tv_to_target_low", row => row.TvToTarget.Low),
        ("tv_to_target_high", row => row.TvToTarget.High),
        ("w1_to_target", row => row.W1ToTarget.Value),
        ("w1_to_target_low", row => row.W1ToTarget.Low),
        ("w1_to_target_high", row => row.W1ToTarget.High),
        ("plausibility", row => row.Plausibility.Value),
        ("plausibility_low", row => row.Plausibility.Low),
        ("plausibility_high", row => row.Plausibility.High),
        ("reduction", row => row.Reduction?.Value),
        ("reduction_low", row => row.Reduction?.Low),
        ("reduction_high", row => row.Reduction?.High),
        ("p_holm", row => row.Reduction?.PHolm),
        ("asked_error", row => row.AskedError),
        ("cost", row => row.Cost),
        ("notes", row => string.Join("; ", row.Notes)),
    ];

    public static byte[] Of(LeaderboardDocument board)
    {
        var text = new StringBuilder();
        text.Append("task,model,seeds,").AppendJoin(',', Columns.Select(column => column.Name)).Append('\n');
        foreach (var task in board.Tasks)
        {
            foreach (var model in task.Models)
            {
                foreach (var row in model.Interventions)
                {
                    object?[] fields = [task.Task, model.Model, model.Seeds.Count, .. Columns.Select(column => column.Value(row))];
                    text.AppendJoin(',', fields.Select(Field)).Append('\n');
                }
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Field(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
