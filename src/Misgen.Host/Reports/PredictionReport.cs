using System.Globalization;
using Misgen.Pipeline.Leaderboard;
using Spectre.Console;

namespace Misgen.Host.Reports;

/// <summary>What kernels predicted before the models were trained, beside what predicts without a kernel.</summary>
internal static class PredictionReport
{
    public static void Write(IAnsiConsole console, string task, ModelBoard model)
    {
        var table = LeaderboardReport.Table($"{task}, {model.Model}: predicted before training, at 24 bins");
        foreach (var (name, right) in ((string, bool)[])[("", false), ("prediction", false), ("uses", false), ("compute", true), ("κ", true), ("correlation", true), ("signs", true), ("explained", true), ("skill", true)])
            table.AddColumn(new TableColumn(name) { Alignment = right ? Justify.Right : Justify.Left, NoWrap = true });
        foreach (var row in model.Predictions)
        {
            table.AddRow(LeaderboardReport.Cells(
                row.Recommended ? "►" : "", $"{row.Kernel}{(row.Member == "samples" ? "" : $" ({row.Member})")}", row.Uses, LeaderboardReport.Percent(row.Compute),
                Short(row.Kappa), Short(row.Correlation), LeaderboardReport.Percent(row.SignAgreement), Short(row.Explained), Short(row.Skill)));
        }

        if (model.PilotDrift is { } pilot)
        {
            table.AddRow(LeaderboardReport.Cells(
                "", "the drift of a pilot", "pilot", LeaderboardReport.Percent(pilot.Compute), "–", Short(pilot.Correlation), LeaderboardReport.Percent(pilot.SignAgreement),
                Short(pilot.Explained), "–"));
        }

        if (model.SeedCeiling is { } ceiling)
        {
            table.AddRow(LeaderboardReport.Cells(
                "", "another seed", "the model", "–", "–", Short(ceiling.Correlation), LeaderboardReport.Percent(ceiling.SignAgreement), Short(ceiling.Explained), Short(1)));
        }

        console.Write(table);
    }

    private static string Short(double? value) => value is { } number ? number.ToString("0.00", CultureInfo.InvariantCulture) : "–";
}
