using System.Globalization;
using System.Text.Json.Nodes;
using Misgen.Core.Drift;
using Misgen.Core.Json;
using Misgen.Host.Commands;
using Misgen.Pipeline.Leaderboard;

namespace Misgen.Host.Reports;

/// <summary>What <c>measure</c> found, for people and as JSON.</summary>
internal static class MeasureReport
{
    public static void Write(Terminal terminal, MeasureRequest request, DriftMeasurement drift)
    {
        var (facts, width) = (drift.Facts, drift.Facts.Bins.Range.Width);
        var unit = facts.Unit == "1" ? "" : " " + facts.Unit;
        var range = facts.Bins.Range;
        var rows = new List<(string, string)>
        {
            ("quantity", $"{facts.Quantity}, channels {string.Join(", ", request.Channels)}"),
            ("range", $"{DriftSentence.Number(range.Low, width)} to {DriftSentence.Number(range.High, width)}{unit} ({request.RangeFrom switch { RangeSource.Task => "of the task", RangeSource.Option => "as given", _ => "0.5 and 99.5 % quantiles of the demonstrations" }})"),
            ("demonstrations", $"{Count(facts.Demonstrations)} in {request.Demonstrations}"),
            ("samples", $"{Count(facts.Samples)} in {request.Samples}"),
            ("drift TV", $"{DriftSentence.Short(facts.Tv.Value)}, debiased {DriftSentence.Short(facts.Tv.Debiased)} (95 % {Interval(facts.Tv.Low, facts.Tv.High)})"),
            ("noise floor", $"{DriftSentence.Short(facts.Tv.Floor)} on average, 95 % are below {DriftSentence.Short(facts.Tv.Floor95)}"),
            ("p of no drift", facts.Tv.PNone.ToString("0.000", CultureInfo.InvariantCulture)),
            ("W1", $"{Estimate(drift.W1)} widths of the range"),
            ("mean shift", $"{Estimate(drift.MeanShift)} widths of the range"),
            ("out of range", $"{Share(drift.OutOfRange)} of the samples"),
            ("undefined", $"{Share(facts.Undefined)} of the samples"),
        };
        if (facts.Plausibility is { } plausible)
            rows.Add(("plausible", $"{LeaderboardReport.Percent(plausible.Value)} of the samples (95 % {LeaderboardReport.Percent(plausible.Low)} to {LeaderboardReport.Percent(plausible.High)})"));
        if (request.Target != MeasureRequest.DataTarget)
        {
            rows.Add(("TV to target", $"{DriftSentence.Short(drift.TvToTarget.Value)}, debiased {DriftSentence.Short(drift.TvToTarget.Debiased)} (95 % {Interval(drift.TvToTarget.Low, drift.TvToTarget.High)}), target {request.Target}"));
            rows.Add(("W1 to target", $"{Estimate(drift.W1ToTarget)} widths of the range"));
        }

        foreach (var (name, text) in rows)
            terminal.WriteLine($"{name,-14}  {text}");
        terminal.WriteLine();
        terminal.WriteLine(DriftSentence.Of(facts));
    }

    /// <summary>The result as JSON; its schema is <c>docs/schemas/measure.schema.json</c>.</summary>
    public static JsonObject ToJson(MeasureRequest request, DriftMeasurement drift, string version)
    {
        var facts = drift.Facts;
        var (loss, gain) = facts.Regions();
        return new JsonObject
        {
            ["schemaVersion"] = 1,
            ["misgen"] = new JsonObject { ["version"] = version },
            ["demonstrations"] = new JsonObject { ["file"] = request.Demonstrations, ["count"] = facts.Demonstrations },
            ["samples"] = new JsonObject { ["file"] = request.Samples, ["count"] = facts.Samples },
            ["task"] = request.Task,
            ["quantity"] = new JsonObject
            {
                ["name"] = facts.Quantity,
                ["unit"] = facts.Unit,
                ["range"] = SignificantDigits.Of([facts.Bins.Range.Low, facts.Bins.Range.High]),
            },
            ["rangeFrom"] = request.RangeFrom.ToString().ToLowerInvariant(),
            ["channels"] = new JsonArray([.. request.Channels.Select(name => JsonValue.Create(name))]),
            ["interval"] = SignificantDigits.Of(request.Interval),
            ["bins"] = SignificantDigits.Of(facts.Bins.Edges()),
            ["curated"] = SignificantDigits.Of(facts.Curated),
            ["observed"] = new JsonObject
            {
                ["histogram"] = SignificantDigits.Of(facts.Observed),
                ["delta"] = SignificantDigits.Of(MassChange.Between(facts.Observed, facts.Curated)),
                ["undefined"] = SignificantDigits.Of(facts.Undefined),
                ["outOfRange"] = SignificantDigits.Of(drift.OutOfRange),
                ["tv"] = new JsonObject
                {
                    ["value"] = SignificantDigits.Of(facts.Tv.Value),
                    ["debiased"] = SignificantDigits.Of(facts.Tv.Debiased),
                    ["low"] = SignificantDigits.Of(facts.Tv.Low),
                    ["high"] = SignificantDigits.Of(facts.Tv.High),
                    ["floor"] = SignificantDigits.Of(facts.Tv.Floor),
                    ["floor95"] = SignificantDigits.Of(facts.Tv.Floor95),
                    ["pNone"] = SignificantDigits.Of(facts.Tv.PNone),
                },
                ["w1"] = Json(drift.W1),
                ["meanShift"] = Json(drift.MeanShift),
                ["plausibility"] = facts.Plausibility is { } plausible ? Json(plausible) : null,
            },
            ["target"] = new JsonObject
            {
                ["name"] = request.Target,
                ["masses"] = SignificantDigits.Of(drift.TargetMasses),
                ["tv"] = new JsonObject
                {
                    ["value"] = SignificantDigits.Of(drift.TvToTarget.Value),
                    ["debiased"] = SignificantDigits.Of(drift.TvToTarget.Debiased),
                    ["low"] = SignificantDigits.Of(drift.TvToTarget.Low),
                    ["high"] = SignificantDigits.Of(drift.TvToTarget.High),
                },
                ["w1"] = Json(drift.W1ToTarget),
            },
            ["regions"] = new JsonObject { ["loss"] = Json(loss), ["gain"] = Json(gain) },
            ["drifts"] = facts.Tv.PNone < DriftTest.Level,
            ["verdict"] = DriftSentence.Of(facts),
        };
    }

    private static JsonObject Json(EstimateBoard estimate) => new()
    {
        ["value"] = SignificantDigits.Of(estimate.Value),
        ["low"] = SignificantDigits.Of(estimate.Low),
        ["high"] = SignificantDigits.Of(estimate.High),
    };

    private static JsonObject? Json(DriftRegion? region) => region is null ? null : new JsonObject
    {
        ["low"] = SignificantDigits.Of(region.Low),
        ["high"] = SignificantDigits.Of(region.High),
        ["massChange"] = SignificantDigits.Of(region.MassChange),
        ["relativeChange"] = SignificantDigits.Of(region.RelativeChange),
        ["beyondRange"] = region.BeyondRange,
    };

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(double share) => share is > 0 and < 0.005 ? "under 1 %" : LeaderboardReport.Percent(share);

    private static string Interval(double? low, double? high) => $"{DriftSentence.Short(low)}–{DriftSentence.Short(high)}";

    private static string Estimate(EstimateBoard estimate) => estimate.Value is null
        ? "–"
        : $"{LeaderboardReport.Short(estimate.Value)} (95 % {LeaderboardReport.Short(estimate.Low)} to {LeaderboardReport.Short(estimate.High)})";
}
