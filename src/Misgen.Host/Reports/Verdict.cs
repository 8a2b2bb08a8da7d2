using System.Globalization;
using Misgen.Core.Distributions;
using Misgen.Core.Drift;
using Misgen.Pipeline.Leaderboard;
using Misgen.Plugins;

namespace Misgen.Host.Reports;

/// <summary>The result of one task and model in a sentence that can be quoted.</summary>
internal static class Verdict
{
    public static string Of(TaskBoard task, ModelBoard model)
    {
        var observed = model.Observed;
        var name = task.Models.Count > 1 ? $"{task.Task} with {model.Model}" : task.Task;
        var drift = $"drift TV {Short(observed.Tv.Value)} (floor {Short(observed.Tv.Floor)}; debiased {Short(observed.Tv.Debiased)}, 95 % {Short(observed.Tv.Low)}–{Short(observed.Tv.High)})";
        var sentence = observed.Tv.PNone >= DriftTest.Level
            ? $"{name}: no drift of the {task.Quantity.Name} found (p = {observed.Tv.PNone.ToString("0.00", CultureInfo.InvariantCulture)}); {drift}"
            : $"{name}: {Regions(task, model)}; {drift}";
        sentence += $"; {LeaderboardReport.Percent(observed.Plausibility.Value)} plausible";
        if (observed.Plausibility.Value < Plausibility.Least)
            sentence += $" (under {LeaderboardReport.Percent(Plausibility.Least)}: a broken model rather than misgeneralization)";
        if (observed.Undefined > 0)
            sentence += $"; {(observed.Undefined < 0.005 ? "under 1 %" : LeaderboardReport.Percent(observed.Undefined))} of the samples have no defined {task.Quantity.Name}";
        return sentence + "." + Best(model);
    }

    private static string Regions(TaskBoard task, ModelBoard model)
    {
        var bins = new QuantityBins(new QuantityRange(task.Quantity.Range[0], task.Quantity.Range[1]));
        var (loss, gain) = DriftRegions.Find(task.Curated, model.Observed.Histogram, bins, model.Samples * model.Seeds.Count, task.Demonstrations);
        var parts = new[] { Region(task, loss, "loses"), Region(task, gain, "gains") }.OfType<string>().ToArray();
        return parts.Length == 0
            ? $"the {task.Quantity.Name} drifts without one region that stands out"
            : $"{task.Quantity.Name} {string.Join(", ", parts)}";
    }

    private static string? Region(TaskBoard task, DriftRegion? region, string verb)
    {
        if (region is null)
            return null;
        var unit = task.Quantity.Unit == "1" ? "" : " " + task.Quantity.Unit;
        var place = $"{Number(region.Low)}–{Number(region.High)}{unit}";
        return region.RelativeChange is { } relative
            ? $"{place} {verb} {LeaderboardReport.Percent(Math.Abs(relative))} of its mass"
            : $"{place} {verb} {LeaderboardReport.Percent(Math.Abs(region.MassChange))} of all mass";
    }

    private static string Best(ModelBoard model)
    {
        var best = model.Interventions.Where(row => row.Reduction?.Value > 0 && row.Rank < model.Interventions.First(other => other.Reduction is null).Rank)
            .OrderBy(row => row.Rank).FirstOrDefault();
        return best is null ? "" : $" Best intervention: {best.Intervention}, {LeaderboardReport.Percent(best.Reduction!.Value)} less.";
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Short(double? value) => value is { } number ? number.ToString(".000", CultureInfo.InvariantCulture) : "–";
}
