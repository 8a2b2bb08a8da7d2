using Misgen.Core.Distributions;
using Misgen.Core.Drift;
using Misgen.Core.Interventions;
using Misgen.Core.Interventions.Baseline;
using Misgen.Core.Statistics;
using Misgen.Pipeline.Jobs;

namespace Misgen.Pipeline.Leaderboard;

/// <summary>The block of one task and model, and what the overall ranking takes from it.</summary>
/// <param name="Task">The task's block, with this one model.</param>
/// <param name="Reductions">Reduction of every intervention but the baseline, per seed.</param>
/// <param name="Drifts">Whether the baseline drifts by at least 1.5 noise floors.</param>
public sealed record ScoredModel(TaskBoard Task, IReadOnlyDictionary<string, double[]> Reductions, bool Drifts);

/// <summary>The statistics of one task and model (method, sections 1 and 5).</summary>
internal sealed class ModelScoring
{
    /// <summary>Tasks whose baseline is below this many noise floors do not count in the overall ranking.</summary>
    private const double LeastFloors = 1.5;

    // Bootstrap, permutations and floors: fixed, so that a score is a function of its inputs.
    private const ulong StatisticsSeed = 0;
    private readonly CuratedSet _curated;
    private readonly ScoreSpec _spec;
    private readonly Dictionary<(string Intervention, ulong Seed), Trial> _trials;
    private readonly double[] _demonstrations;
    private readonly double[] _heldOut;
    private readonly Histogram _curatedHistogram;
    private readonly double[] _target;

    public ModelScoring(CuratedSet curated, ScoreSpec spec, Dictionary<(string Intervention, ulong Seed), Trial> trials)
    {
        _curated = curated;
        _spec = spec;
        _trials = trials;
        var data = curated.Data();
        _demonstrations = data["demonstrations.quantity"].ToDoubles();
        _heldOut = data["heldOut.quantity"].ToDoubles();
        _curatedHistogram = Histogram.Of(_demonstrations, curated.Bins);
        _target = Histogram.MassesOf(curated.Target, curated.Bins);
    }

    private bool OneSeed => _spec.Seeds.Count == 1;

    public ScoredModel Score(int parameters, int steps, IReadOnlyList<Histogram> atTwiceTheSteps, PredictionInputs? predictions)
    {
        var scoring = new PredictionScoring(
            [.. _spec.Seeds.Select(seed => Of(NoIntervention.Name, seed).Histogram.Masses())], _curatedHistogram.Masses());
        var observed = Observe(atTwiceTheSteps);
        var reductions = _spec.Interventions.Where(id => id != NoIntervention.Name).ToDictionary(
            id => id, id => _spec.Seeds.Select(seed => Reduction.Of(Of(id, seed).Histogram, Of(NoIntervention.Name, seed).Histogram, _target)).ToArray(), StringComparer.Ordinal);
        var model = new ModelBoard(
            _spec.Model, _spec.Seeds, parameters, steps, Of(NoIntervention.Name, _spec.Seeds[0]).Count, observed,
            predictions is null ? null : scoring.Ceiling(), predictions is null ? null : scoring.PilotDrift(predictions),
            predictions is null ? [] : scoring.Rows(predictions), Rows(reductions));
        var task = new TaskBoard(
            _curated.Task,
            LeaderboardJson.FromNode<PluginBoard>(_curated.Plugin),
            LeaderboardJson.FromNode<QuantityBoard>(_curated.Quantity),
            _curated.Bins.Edges(), _target, _demonstrations.Length, _curatedHistogram.Masses(), [model]);
        return new ScoredModel(task, reductions, observed.Tv.Value >= LeastFloors * observed.Tv.Floor);
    }

    private ObservedDrift Observe(IReadOnlyList<Histogram> atTwiceTheSteps)
    {
        var trials = _spec.Seeds.Select(seed => Of(NoIntervention.Name, seed)).ToArray();
        var histogram = MeanOf(trials, trial => trial.Histogram.Masses());
        var floor = NoiseFloor.Estimate(_demonstrations, _heldOut, trials[0].Count, _curated.Bins, StatisticsSeed, Purpose("floor"));
        var perSeed = trials.Select(trial => TotalVariationInterval.Estimate(trial.Histogram, _curatedHistogram)).ToArray();
        var interval = IntervalOf(perSeed);
        var pooled = Histogram.Of([.. trials.SelectMany(trial => trial.Quantities)], _curated.Bins);
        return new ObservedDrift(
            histogram,
            MassChange.Between(histogram, _curatedHistogram.Masses()),
            trials.Average(trial => trial.Histogram.Undefined),
            trials.Average(trial => trial.Histogram.OutOfRange),
            new TvBoard(
                perSeed.Average(tv => tv.Value), perSeed.Average(tv => tv.Debiased), interval.Low, interval.High, floor.Mean, floor.Percentile95,
                DriftTest.PValue(pooled, _curatedHistogram, StatisticsSeed, Purpose("none"))),
            OverSeeds(trials, trial => Bootstrap.Wasserstein1(trial.Defined, _demonstrations, Width, StatisticsSeed, Purpose("w1"))),
            OverSeeds(trials, trial => Bootstrap.MeanShift(trial.Defined, _demonstrations, Width, StatisticsSeed, Purpose("mean"))),
            PlausibilityOf(trials),
            atTwiceTheSteps.Count == 0
                ? null
                : atTwiceTheSteps.Average(finer => TotalVariationInterval.Estimate(finer, _curatedHistogram).Debiased));
    }

    private List<InterventionRow> Rows(Dictionary<string, double[]> reductions)
    {
        var changed = reductions.Keys.ToArray();
        double[] PerSeed(string id) => [.. _spec.Seeds.Select(seed => TotalVariation.ToTarget(Of(id, seed).Histogram, _target))];
        var holm = HolmAdjustment.Adjust(PairedComparison.PValues(PerSeed(NoIntervention.Name), [.. changed.Select(PerSeed)]));
        var rows = _spec.Interventions.Select(id => Row(id, reductions, Array.IndexOf(changed, id) is var at and >= 0 ? holm[at] : null));
        return [.. rows
            .OrderBy(row => row.Plausibility.Value < Plausibility.Least)
            .ThenBy(row => row.TvToTarget.Value)
            .Select((row, place) => row with { Rank = place + 1 })];
    }

    private InterventionRow Row(string id, Dictionary<string, double[]> reductions, double? pHolm)
    {
        var trials = _spec.Seeds.Select(seed => Of(id, seed)).ToArray();
        var tv = trials.Select(trial => TotalVariationInterval.EstimateToTarget(trial.Histogram, _target)).ToArray();
        var interval = IntervalOf(tv);
        var plausibility = PlausibilityOf(trials);
        ReductionBoard? reduction = null;
        if (reductions.TryGetValue(id, out var perSeed))
        {
            var estimate = OneSeed
                ? Reduction.WithSamplingInterval(trials[0].Histogram, Of(NoIntervention.Name, _spec.Seeds[0]).Histogram, _target, StatisticsSeed, Purpose(id))
                : StudentInterval.OfMean(perSeed);
            reduction = new ReductionBoard(estimate.Value, Clip(estimate.Low), Clip(estimate.High), pHolm);
        }

        var costs = _spec.Seeds.Average(seed => _trials[(id, seed)].Operations / _trials[(NoIntervention.Name, seed)].Operations);
        return new InterventionRow(
            id, InterventionRegistry.Find(id)!.Level.ToString().ToLowerInvariant(), 0,
            new TvToTargetBoard(tv.Average(one => one.Value), tv.Average(one => one.Debiased), interval.Low, interval.High),
            OverSeeds(trials, trial => Bootstrap.Wasserstein1ToTarget(trial.Defined, _curated.Target, Width, StatisticsSeed, Purpose($"{id}/w1"))),
            plausibility, reduction, AskedError(id), costs, Notes(id, plausibility));
    }

    private List<string> Notes(string id, EstimateBoard plausibility)
    {
        List<string> notes = [];
        if (plausibility.Value < Plausibility.Least)
            notes.Add("implausible: fewer than 75 % of the samples are within the task's tolerances, ranked last");
        Trial[] trials = [.. _spec.Seeds.Select(seed => _trials[(id, seed)])];
        // What the intervention was decided by is shared by all seeds.
        notes.AddRange(trials[0].Notes);
        notes.AddRange(Rejected.Notes([.. trials.Select(trial => trial.Rejected).OfType<Rejected>()]));
        if (OneSeed)
            notes.Add("one seed: intervals cover sampling error only");
        return notes;
    }

    private double? AskedError(string id)
    {
        var errors = _spec.Seeds.Select(seed => _trials[(id, seed)]).Where(trial => trial.Asked is not null)
            .SelectMany(trial => trial.Asked!.Zip(trial.Measures.Quantities, (asked, measured) => Math.Abs(asked - measured)))
            .Where(double.IsFinite).ToArray();
        return errors.Length == 0 ? null : errors.Average();
    }

    // With one seed the interval of its samples; with more, Student's over the seeds, which holds both kinds of error.
    private static Estimate IntervalOf(TotalVariationEstimate[] perSeed)
    {
        if (perSeed.Length == 1)
            return new Estimate(perSeed[0].Debiased, perSeed[0].Low, perSeed[0].High);
        var student = StudentInterval.OfMean([.. perSeed.Select(tv => tv.Debiased)]);
        return new Estimate(student.Value, Math.Max(0, student.Low ?? 0), Math.Min(1, student.High ?? 1));
    }

    private static EstimateBoard OverSeeds(TrialMeasures[] trials, Func<TrialMeasures, Estimate> estimate)
    {
        var perSeed = trials.Select(estimate).ToArray();
        if (perSeed.Any(one => one.Value is null))
            return new EstimateBoard(null, null, null);
        var over = perSeed.Length == 1 ? perSeed[0] : StudentInterval.OfMean([.. perSeed.Select(one => one.Value!.Value)]);
        return new EstimateBoard(over.Value, over.Low, over.High);
    }

    // A share: Student's interval over few seeds may reach beyond what a share can be.
    private static EstimateBoard PlausibilityOf(TrialMeasures[] trials)
    {
        var over = OverSeeds(trials, trial => WilsonInterval.Of(trial.Plausible, trial.Count));
        return over with { Low = over.Low is { } low ? Math.Max(0, low) : null, High = over.High is { } high ? Math.Min(1, high) : null };
    }

    private static double[] MeanOf(TrialMeasures[] trials, Func<TrialMeasures, double[]> values)
    {
        var all = trials.Select(values).ToArray();
        return [.. Enumerable.Range(0, all[0].Length).Select(k => all.Average(one => one[k]))];
    }

    private double Width => _curated.Range.Width;

    private TrialMeasures Of(string intervention, ulong seed) => _trials[(intervention, seed)].Measures;

    private string Purpose(string what) => $"{_curated.Task}/{_spec.Model}/{what}";

    private static double? Clip(double? value) => value is { } number ? Math.Clamp(number, -1, 1) : null;
}
