using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using Misgen.Core.Statistics;
using Misgen.Pipeline.Configuration;

namespace Misgen.Pipeline.Leaderboard.Comparison;

/// <summary>
/// What changed between a baseline and another leaderboard of the same tasks: predicted and observed mass shifts, drift, plausibility and
/// ranks. A change fails where a test rejects "nothing changed" at <see cref="Level"/> after Holm and it is larger than a minimum.
/// </summary>
public sealed class BoardComparison
{
    /// <summary>Chance of any false finding.</summary>
    public const double Level = 0.01;

    /// <summary>The default of the least change that counts, as a share of all mass or of all samples.</summary>
    public const double DefaultMinimum = 0.02;

    /// <summary>Seeds that a baseline should have.</summary>
    public const int LeastSeeds = 3;

    // The share of the level that the drift of the models gets where there is something else: a check is for the drift, and many
    // interventions must not drown it.
    private const double DriftShare = 0.75;

    // An interval that is wider on either side cannot tell a change of the minimum from none.
    private const double WidestInMinima = 2;

    private BoardComparison(
        LeaderboardDocument baseline, LeaderboardDocument current, double minimum, IReadOnlyList<Change> changes, IReadOnlyList<RankChange> ranks,
        IReadOnlyList<string> notes)
    {
        (Baseline, Current, Minimum, Changes, Ranks, Notes) = (baseline, current, minimum, changes, ranks, notes);
    }

    /// <summary>The baseline.</summary>
    public LeaderboardDocument Baseline { get; }

    /// <summary>The leaderboard that is checked.</summary>
    public LeaderboardDocument Current { get; }

    /// <summary>The least change that counts.</summary>
    public double Minimum { get; }

    /// <summary>Every comparison, in the order of the baseline.</summary>
    public IReadOnlyList<Change> Changes { get; }

    /// <summary>Interventions whose rank changed.</summary>
    public IReadOnlyList<RankChange> Ranks { get; }

    /// <summary>What else a reader should know, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The changes that fail a check.</summary>
    public IEnumerable<Change> Moved => Changes.Where(change => change.Outcome == Outcome.Moved);

    /// <summary>The comparisons whose intervals are too wide.</summary>
    public IEnumerable<Change> Undecided => Changes.Where(change => change.Outcome == Outcome.Undecided);

    /// <summary>Compares two leaderboards.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="current">The other one.</param>
    /// <param name="minimum">The least change that counts.</param>
    /// <exception cref="InvalidInputException">They are not comparable; the message says why.</exception>
    public static BoardComparison Of(LeaderboardDocument baseline, LeaderboardDocument current, double minimum = DefaultMinimum)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(current);
        if (Comparability.Differences(baseline, current) is { Count: > 0 } differences)
            throw new InvalidInputException($"the leaderboards cannot be compared: {string.Join("; ", differences)}");
        var pairs = BoardPair.Of(baseline, current);
        var contrasts = pairs.SelectMany(pair => new ModelContrasts(pair.Task, pair.Model, pair.OtherTask, pair.Other).All()).ToArray();
        var equal = LeaderboardJson.ToBytes(baseline).AsSpan().SequenceEqual(LeaderboardJson.ToBytes(current));
        var tested = Test(contrasts, minimum, equal);
        var predicted = pairs.Select(pair => PredictionChange.Of(pair, minimum)).OfType<Change>();
        return new BoardComparison(
            baseline, current, minimum, InOrder(pairs, [.. predicted, .. tested]), ComparedRanks.Of(baseline, current, pairs), ComparisonNotes.Of(baseline, current, pairs));
    }

    private static List<Change> Test(Contrast[] contrasts, double minimum, bool equal)
    {
        var (drift, other) = (contrasts.Where(one => one.IsDrift).ToArray(), contrasts.Where(one => !one.IsDrift).ToArray());
        var (driftNoise, otherNoise) = (new SeedNoise(drift), new SeedNoise(other));
        var driftWeight = other.Length == 0 ? 1 : DriftShare;
        var p = new double[contrasts.Length];
        var weights = new double[contrasts.Length];
        for (var i = 0; i < contrasts.Length; i++)
        {
            var noise = contrasts[i].IsDrift ? driftNoise : otherNoise;
            weights[i] = contrasts[i].IsDrift ? driftWeight / drift.Length : (1 - driftWeight) / other.Length;
            p[i] = UpperTail(contrasts[i].Square / noise.RatioOf(contrasts[i]), contrasts[i].Dimensions, noise.DegreesOf(contrasts[i]));
        }

        var adjusted = HolmAdjustment.Adjust(p, weights);
        return [.. contrasts.Select((contrast, i) => Judge(contrast, contrast.IsDrift ? driftNoise : otherNoise, adjusted[i], weights[i], minimum, equal))];
    }

    private static Change Judge(Contrast contrast, SeedNoise noise, double p, double weight, double minimum, bool equal)
    {
        var (ratio, degrees) = (noise.RatioOf(contrast), noise.DegreesOf(contrast));
        var within = StudentT.InvCDF(0, 1, degrees, (1 + Interval.Level) / 2);
        var beyond = StudentT.InvCDF(0, 1, degrees, 1 - (Level * weight / 2));
        var half = within * Math.Sqrt(ratio * contrast.Sampling);
        var size = Math.Abs(contrast.After - contrast.Before);
        var outcome = equal ? Outcome.Same
            : p < Level ? (size > minimum ? Outcome.Moved : Outcome.Same)
            : size > minimum || half > WidestInMinima * minimum ? Outcome.Undecided : Outcome.Same;
        return new Change(
            contrast.Task, contrast.Model, contrast.Intervention, contrast.Kind, contrast.Before, contrast.After, half, p, outcome,
            [.. contrast.Regions.Select(one => one.Region with { HalfWidth = within * Math.Sqrt(ratio * one.Sampling) })],
            contrast.Dimensions == 1 ? Math.Max(minimum, beyond * Math.Sqrt(ratio * contrast.Sampling)) : null);
    }

    // 1 − F(x; d, v), without the cancellation.
    private static double UpperTail(double x, int dimensions, int degrees) =>
        SpecialFunctions.BetaRegularized(degrees / 2.0, dimensions / 2.0, degrees / (degrees + (dimensions * x)));

    private static List<Change> InOrder(IReadOnlyList<BoardPair> pairs, List<Change> changes) =>
        [.. pairs.SelectMany(pair => changes.Where(change => change.Task == pair.Task.Task && change.Model == pair.Model.Model))];
}
