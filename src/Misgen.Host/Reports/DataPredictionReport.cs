using System.Text.Json.Nodes;
using Misgen.Core.Drift;
using Misgen.Core.Json;
using Misgen.Host.Commands;
using Misgen.Pipeline.Leaderboard;
using Spectre.Console;

namespace Misgen.Host.Reports;

/// <summary>What <c>predict</c> found, for people and as JSON.</summary>
internal static class DataPredictionReport
{
    // How far two pilots agree: explained drift of one by what was fitted to the other.
    private const double Good = 0.6;
    private const double Fair = 0.35;

    public static void Write(Terminal terminal, PredictRequest request, string model, DataPrediction found)
    {
        var table = LeaderboardReport.Table($"{request.Subject}: what {model} will do to the {found.Quantity.Name}, by kernel");
        foreach (var (name, right) in ((string, bool)[])[("", false), ("kernel", false), ("uses", false), ("compute", true), ("predicted TV", true), ("loses", false), ("gains", false), ("explains of a pilot", true)])
            table.AddColumn(new TableColumn(name) { Alignment = right ? Justify.Right : Justify.Left, NoWrap = true });
        foreach (var kernel in found.Kernels)
        {
            var (loss, gain) = found.RegionsOf(kernel);
            table.AddRow(LeaderboardReport.Cells(
                kernel.Recommended ? "►" : "", $"{kernel.Kernel}{(kernel.Member == "samples" ? "" : $" ({kernel.Member})")}", kernel.Uses, LeaderboardReport.Percent(kernel.Compute),
                DriftSentence.Short(found.TotalVariationOf(kernel)), Place(found, loss), Place(found, gain), LeaderboardReport.Percent(kernel.Validation.Explained)));
        }

        terminal.Results.Write(table);
        terminal.WriteLine(Verdict(request, model, found));
        terminal.WriteLine("Compute is a share of one training of the model; the last column is the share of one pilot's drift that a kernel explains when fitted to the other's.");
    }

    /// <summary>The result as JSON; its schema is <c>docs/schemas/prediction.schema.json</c>.</summary>
    public static JsonObject ToJson(PredictRequest request, string model, DataPrediction found, string version) => new()
    {
        ["schemaVersion"] = 1,
        ["misgen"] = new JsonObject { ["version"] = version },
        ["demonstrations"] = new JsonObject { ["file"] = request.File, ["count"] = found.Count },
        ["model"] = model,
        ["quantity"] = new JsonObject { ["name"] = found.Quantity.Name, ["unit"] = found.Quantity.Unit, ["range"] = SignificantDigits.Of(found.Quantity.Range) },
        ["target"] = request.Target,
        ["bins"] = SignificantDigits.Of(found.Bins.Edges()),
        ["curated"] = SignificantDigits.Of(found.Curated),
        ["predictions"] = new JsonArray([.. found.Kernels.Select(kernel => ToJson(found, kernel))]),
        ["verdict"] = Verdict(request, model, found),
    };

    private static JsonObject ToJson(DataPrediction found, KernelPrediction kernel)
    {
        var (loss, gain) = found.RegionsOf(kernel);
        return new JsonObject
        {
            ["kernel"] = kernel.Kernel,
            ["member"] = kernel.Member,
            ["recommended"] = kernel.Recommended,
            ["uses"] = kernel.Uses,
            ["compute"] = SignificantDigits.Of(kernel.Compute),
            ["kappa"] = SignificantDigits.Of(kernel.Kappa),
            ["tv"] = SignificantDigits.Of(found.TotalVariationOf(kernel)),
            ["histogram"] = SignificantDigits.Of(kernel.Histogram),
            ["low"] = SignificantDigits.Of(kernel.Low),
            ["high"] = SignificantDigits.Of(kernel.High),
            ["delta"] = SignificantDigits.Of(MassChange.Between(kernel.Histogram, found.Curated)),
            ["regions"] = new JsonObject { ["loss"] = ToJson(loss), ["gain"] = ToJson(gain) },
            ["validation"] = new JsonObject
            {
                ["correlation"] = SignificantDigits.Of(kernel.Validation.Correlation),
                ["signAgreement"] = SignificantDigits.Of(kernel.Validation.SignAgreement),
                ["explained"] = SignificantDigits.Of(kernel.Validation.Explained),
            },
        };
    }

    private static JsonObject? ToJson(DriftRegion? region) => region is null ? null : new JsonObject
    {
        ["low"] = SignificantDigits.Of(region.Low),
        ["high"] = SignificantDigits.Of(region.High),
        ["massChange"] = SignificantDigits.Of(region.MassChange),
        ["relativeChange"] = SignificantDigits.Of(region.RelativeChange),
        ["beyondRange"] = region.BeyondRange,
    };

    private static string Verdict(PredictRequest request, string model, DataPrediction found)
    {
        if (found.Recommended is not { } kernel)
            return $"{request.Subject}: no kernel is cheap enough to be recommended for this data; the table shows all of them.";
        var (loss, gain) = found.RegionsOf(kernel);
        var parts = new[] { Clause(found, loss, "lose"), Clause(found, gain, "gain") }.OfType<string>().ToArray();
        var what = parts.Length == 0
            ? $"no value of the {found.Quantity.Name} is predicted to drift beyond noise"
            : $"{found.Quantity.Name} {string.Join(", ", parts)}";
        var explained = kernel.Validation.Explained ?? 0;
        var trust = explained >= Good ? "the pilots agree" : explained >= Fair ? "the pilots agree in the main" : "the pilots disagree: do not trust it";
        return $"{request.Subject}: {what} when {model} is trained on it; predicted drift TV {DriftSentence.Short(found.TotalVariationOf(kernel))}"
            + $" by {kernel.Kernel}, which explains {LeaderboardReport.Percent(explained)} of one pilot's drift when fitted to the other's ({trust}), at {LeaderboardReport.Percent(kernel.Compute)} of a training's operations.";
    }

    private static string? Clause(DataPrediction found, DriftRegion? region, string verb) => region is null
        ? null
        : $"{Where(found, region)} will {verb} {Share(region)} of {(region.RelativeChange is null ? "all" : "its")} mass";

    private static string Place(DataPrediction found, DriftRegion? region) => region is null
        ? "–"
        : $"{Where(found, region)}: {Share(region)}{(region.RelativeChange is null ? " of all" : "")}";

    private static string Where(DataPrediction found, DriftRegion region)
    {
        var width = found.Bins.Range.Width;
        var unit = found.Quantity.Unit == "1" ? "" : " " + found.Quantity.Unit;
        return $"{DriftSentence.Number(region.Low, width)}–{DriftSentence.Number(region.High, width)}{unit}";
    }

    private static string Share(DriftRegion region) => LeaderboardReport.Percent(Math.Abs(region.RelativeChange ?? region.MassChange));
}
