using Misgen.Core.Distributions;
using Misgen.Core.Drift;
using Misgen.Core.Statistics;
using Misgen.Pipeline.Leaderboard;
using Misgen.Plugins;

namespace Misgen.Pipeline.Tests.Comparison;

/// <summary>An intervention of a synthetic leaderboard.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tv">Total variation to the target of each seed.</param>
/// <param name="Plausible">Share of plausible samples of each seed.</param>
public sealed record SyntheticIntervention(string Id, double[] Tv, double[] Plausible);

/// <summary>One task of a synthetic leaderboard, on the range [0, 1].</summary>
/// <param name="Id">Its id.</param>
/// <param name="Counts">49 counts for each seed; the last is of undefined values.</param>
/// <param name="Plausible">Share of plausible samples of each seed.</param>
/// <param name="Interventions">Interventions but for the baseline.</param>
/// <param name="Predicted">48 predicted masses; null for no prediction.</param>
public sealed record SyntheticTask(
    string Id, IReadOnlyList<int[]> Counts, double[] Plausible, IReadOnlyList<SyntheticIntervention> Interventions, double[]? Predicted = null);

/// <summary>Leaderboards from counts, by the same definitions as those of a benchmark.</summary>
public static class SyntheticBoard
{
    private static readonly QuantityBins Bins = new(new QuantityRange(0, 1));

    /// <summary>48 masses of the uniform distribution on the range: the target and the demonstrations.</summary>
    public static double[] Uniform { get; } = [.. Enumerable.Range(0, 48).Select(k => k is >= 8 and < 40 ? 1 / 32.0 : 0)];

    public static LeaderboardDocument Of(IReadOnlyList<SyntheticTask> tasks, ulong firstSeed = 0) => new(
        LeaderboardDocument.CurrentSchemaVersion, new MisgenBuild("0.1.0"), "synthetic", "numerics", [.. tasks.Select(task => Task(task, firstSeed))],
        [.. Overall(tasks)]);

    private static TaskBoard Task(SyntheticTask task, ulong firstSeed)
    {
        var histograms = task.Counts.Select(counts => Histogram.FromCells(counts, Bins)).ToArray();
        var curated = Uniform;
        double[][] perSeed = [.. histograms.Select(histogram => histogram.Masses())];
        double[] mean = [.. Enumerable.Range(0, 48).Select(k => perSeed.Average(masses => masses[k]))];
        var tv = histograms.Average(histogram => TotalVariation.ToTarget(histogram, curated));
        var observed = new ObservedDrift(
            mean, MassChange.Between(mean, curated), histograms.Average(one => one.Undefined), histograms.Average(one => one.OutOfRange),
            new TvBoard(tv, tv, null, null, 0.03, 0.04, 0.001), new EstimateBoard(0.02, null, null), new EstimateBoard(0.01, null, null),
            Estimate(task.Plausible), 0.1, perSeed);
        var model = new ModelBoard(
            "unet-diffusion", [.. task.Counts.Select((_, seed) => firstSeed + (ulong)seed)], 1000, 100, histograms[0].Total, observed, null, null,
            task.Predicted is null ? [] : [Prediction(task.Predicted)], Rows(task, tv));
        return new TaskBoard(
            task.Id, new PluginBoard("Synthetic", "0.1.0", new string('0', 64)), new QuantityBoard("radius", "m", [0, 1]), Bins.Edges(), Uniform, 1000, curated, [model]);
    }

    private static InterventionRow[] Rows(SyntheticTask task, double tvOfNone)
    {
        var none = Row("none", "baseline", [tvOfNone], task.Plausible, null);
        var rows = task.Interventions.Select(one => Row(one.Id, "interface", one.Tv, one.Plausible, new ReductionBoard(1 - (one.Tv.Average() / tvOfNone), null, null, null)));
        return [.. rows.Append(none).OrderBy(row => row.Plausibility.Value < 0.75).ThenBy(row => row.TvToTarget.Value).Select((row, place) => row with { Rank = place + 1 })];
    }

    private static InterventionRow Row(string id, string level, double[] tv, double[] plausible, ReductionBoard? reduction)
    {
        var student = StudentInterval.OfMean(tv);
        return new InterventionRow(
            id, level, 0, new TvToTargetBoard(student.Value!.Value, student.Value!.Value, student.Low, student.High), new EstimateBoard(0.02, null, null),
            Estimate(plausible), reduction, null, 1, []);
    }

    private static IEnumerable<OverallRow> Overall(IReadOnlyList<SyntheticTask> tasks) => tasks[0].Interventions
        .Select(one => new OverallRow(one.Id, 0, new EstimateBoard(1 - one.Tv.Average(), null, null), [tasks[0].Id]))
        .OrderBy(row => tasks.Any(task => task.Interventions.Any(one => one.Id == row.Intervention && one.Plausible.Average() < 0.75)))
        .ThenByDescending(row => row.IqmReduction.Value)
        .Select((row, place) => row with { Rank = place + 1 });

    private static PredictionRow Prediction(double[] masses) => new(
        "patch-gmm", "K = 64", true, "data", 0.1, 1, masses, masses, masses, new ScoreBoard(0.9, 0.9, 0.5), 0.9, 0.9, 0.5, null, new SkilledScoreBoard(0.9, 0.9, 0.5, null));

    private static EstimateBoard Estimate(double[] perSeed)
    {
        var student = StudentInterval.OfMean(perSeed);
        return new EstimateBoard(student.Value, student.Low, student.High);
    }
}
