using System.Globalization;
using Misgen.Core.Distributions;
using Misgen.Core.Drift;
using Misgen.Pipeline.Leaderboard;

namespace Misgen.Host.Reports;

/// <summary>All that the sentence of a drift is made of.</summary>
/// <param name="Subject">Whose drift.</param>
/// <param name="Quantity">Name of the quantity.</param>
/// <param name="Unit">Its unit; <c>1</c> for a pure number.</param>
/// <param name="Bins">The bins.</param>
/// <param name="Curated">48 masses of the demonstrations.</param>
/// <param name="Demonstrations">How many there are.</param>
/// <param name="Observed">48 masses of what was generated.</param>
/// <param name="Samples">How many there are.</param>
/// <param name="Tv">The total variation.</param>
/// <param name="Plausibility">Share of plausible samples; null where nothing judges it.</param>
/// <param name="Undefined">Share of samples without a defined quantity.</param>
internal sealed record DriftFacts(
    string Subject, string Quantity, string Unit, QuantityBins Bins, double[] Curated, int Demonstrations, double[] Observed, int Samples,
    TvBoard Tv, EstimateBoard? Plausibility, double Undefined)
{
    public (DriftRegion? Loss, DriftRegion? Gain) Regions() => DriftRegions.Find(Curated, Observed, Bins, Samples, Demonstrations);
}

/// <summary>A drift in a sentence that can be quoted.</summary>
internal static class DriftSentence
{
    public static string Of(DriftFacts facts)
    {
        var tv = facts.Tv;
        var drift = $"drift TV {Short(tv.Value)} (floor {Short(tv.Floor)}; debiased {Short(tv.Debiased)}, 95 % {Short(tv.Low)}–{Short(tv.High)})";
        var sentence = tv.PNone >= DriftTest.Level
            ? $"{facts.Subject}: no drift of the {facts.Quantity} found (p = {tv.PNone.ToString("0.00", CultureInfo.InvariantCulture)}); {drift}"
            : $"{facts.Subject}: {Regions(facts)}; {drift}";
        if (facts.Plausibility is { } plausibility)
        {
            sentence += $"; {LeaderboardReport.Percent(plausibility.Value)} plausible";
            if (plausibility.Value < Plausibility.Least)
                sentence += $" (under {LeaderboardReport.Percent(Plausibility.Least)}: a broken model rather than misgeneralization)";
        }

        if (facts.Undefined > 0)
            sentence += $"; {(facts.Undefined < 0.005 ? "under 1 %" : LeaderboardReport.Percent(facts.Undefined))} of the samples have no defined {facts.Quantity}";
        return sentence + ".";
    }

    /// <summary>A value of the quantity with as many digits as its range calls for.</summary>
    public static string Number(double value, double width) => value.ToString(width >= 0.1 ? "0.###" : "G4", CultureInfo.InvariantCulture);

    public static string Short(double? value) => value is { } number ? number.ToString(".000", CultureInfo.InvariantCulture) : "–";

    private static string Regions(DriftFacts facts)
    {
        var (loss, gain) = facts.Regions();
        var parts = new[] { Region(facts, loss, "loses"), Region(facts, gain, "gains") }.OfType<string>().ToArray();
        return parts.Length == 0
            ? $"the {facts.Quantity} drifts without one region that stands out"
            : $"{facts.Quantity} {string.Join(", ", parts)}";
    }

    private static string? Region(DriftFacts facts, DriftRegion? region, string verb)
    {
        if (region is null)
            return null;
        var width = facts.Bins.Range.Width;
        var place = $"{Number(region.Low, width)}–{Number(region.High, width)}{(facts.Unit == "1" ? "" : " " + facts.Unit)}";
        return region.RelativeChange is { } relative
            ? $"{place} {verb} {LeaderboardReport.Percent(Math.Abs(relative))} of its mass"
            : $"{place} {verb} {LeaderboardReport.Percent(Math.Abs(region.MassChange))} of all mass";
    }
}
