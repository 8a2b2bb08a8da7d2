using Misgen.Core.Interventions;
using Misgen.Core.Interventions.Baseline;
using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Pipeline.Configuration;
using Misgen.Pipeline.Jobs;
using Misgen.Plugins;

namespace Misgen.Pipeline.Planning;

/// <summary>One (task, model, intervention, seed).</summary>
/// <param name="Task">Id of the task.</param>
/// <param name="Model">Id of the model.</param>
/// <param name="Intervention">Id of the intervention.</param>
/// <param name="Seed">The seed.</param>
public sealed record TrialKey(string Task, string Model, string Intervention, ulong Seed);

/// <summary>What of a benchmark is left out.</summary>
/// <param name="Trials">Trials.</param>
/// <param name="Predictions">Tasks and models whose predictions are left out.</param>
public sealed record Losses(IReadOnlySet<TrialKey> Trials, IReadOnlySet<(string Task, string Model)> Predictions);

/// <summary>
/// A benchmark as a graph of jobs. Trials may be left out, for instance because a job of theirs failed; the plan is then that of a
/// smaller benchmark, and shares every job with the larger one.
/// </summary>
public sealed class BenchmarkPlan
{
    private readonly JobGraph _graph = new();
    private readonly Dictionary<TrialKey, List<JobId>> _trials = [];
    private readonly Dictionary<(string Task, string Model), List<JobId>> _predictions = [];

    private BenchmarkPlan(BenchmarkRequest request) => Request = request;

    /// <summary>What was asked for.</summary>
    public BenchmarkRequest Request { get; }

    /// <summary>The jobs.</summary>
    public JobGraph Graph => _graph;

    /// <summary>The job whose artifact holds the leaderboard; null where no trial is left.</summary>
    public Job? Rank { get; private set; }

    /// <summary>The jobs of each trial, the shared ones included.</summary>
    public IReadOnlyDictionary<TrialKey, List<JobId>> Trials => _trials;

    /// <summary>The jobs of the predictions of each task and model.</summary>
    public IReadOnlyDictionary<(string Task, string Model), List<JobId>> Predictions => _predictions;

    /// <summary>Expands a request into jobs.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="catalog">The plugins.</param>
    /// <param name="kinds">The kinds of jobs by name.</param>
    /// <param name="environment">Where it computes.</param>
    /// <param name="without">What to leave out. Without the baseline of a seed, all trials of that seed are left out.</param>
    public static BenchmarkPlan Build(
        BenchmarkRequest request, PluginCatalog catalog, IReadOnlyDictionary<string, IJobKind> kinds, ComputeEnvironment environment,
        Losses? without = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(catalog);
        var plan = new BenchmarkPlan(request);
        var factory = new JobFactory(request.Profile, kinds, environment);
        List<Job> scores = [];
        foreach (var taskId in request.Tasks)
        {
            var entry = catalog.Find(taskId) ?? throw new InvalidInputException($"no plugin brings task {taskId}");
            foreach (var model in request.Models)
            {
                var (interventions, seeds) = plan.Remaining(entry.Task, model, without?.Trials);
                if (seeds.Count > 0)
                    scores.Add(plan.AddModel(factory, entry, model, interventions, seeds, without?.Predictions.Contains((taskId, model)) != true));
            }
        }

        if (scores.Count > 0)
            plan.Rank = plan._graph.Add(factory.Rank(request.ProfileName, scores));
        return plan;
    }

    // A score needs every intervention at every seed (pairs), so a lost trial takes its seed out, or, where it lost all seeds, itself.
    private (List<string> Interventions, List<ulong> Seeds) Remaining(PhysicsTask task, string model, IReadOnlySet<TrialKey>? without)
    {
        bool IsLost(string intervention, ulong seed) => without?.Contains(new TrialKey(task.Id, model, intervention, seed)) == true;
        var interventions = Request.Interventions
            .Where(id => InterventionRegistry.Find(id)!.Representations(task).Count > 0)
            .Where(id => id == NoIntervention.Name || !Request.Seeds.All(seed => IsLost(id, seed))).ToList();
        return (interventions, [.. Request.Seeds.Where(seed => !interventions.Any(id => IsLost(id, seed)))]);
    }

    private Job AddModel(JobFactory factory, TaskEntry entry, string model, List<string> interventions, List<ulong> seeds, bool predict)
    {
        var curate = _graph.Add(factory.Curate(entry));
        List<JobInput> inputs = [new("curate", curate.Id)];
        if (predict && Request.Kernels.Count > 0)
        {
            var predictions = PredictionJobs.Add(_graph, factory, entry, curate, model, Request.Kernels, withReference: true);
            _predictions.Add((entry.Task.Id, model), [.. predictions.All]);
            inputs.AddRange([new("recommend", predictions.Recommend.Id), new("reference", predictions.Reference!.Id)]);
        }

        var trials = new TrialJobs(_graph, factory, entry, curate, model, Request.Kernels);
        foreach (var intervention in interventions.Select(id => InterventionRegistry.Find(id)!))
        {
            foreach (var seed in seeds)
            {
                var trial = trials.Add(intervention, seed);
                inputs.Add(new(ScoreJob.InputName("train", intervention.Id, seed), trial.Train.Id));
                inputs.Add(new(ScoreJob.InputName("sample", intervention.Id, seed), trial.Sample.Id));
                inputs.Add(new(ScoreJob.InputName("measure", intervention.Id, seed), trial.Measure.Id));
                if (trial.Evidence is { } evidence)
                    inputs.Add(new(ScoreJob.InputName("evidence", intervention.Id, seed), evidence.Id));
                List<Job> ends = [trial.Measure];
                if (intervention == InterventionRegistry.Baseline)
                {
                    ends.Add(trials.AddAtTwiceTheSteps(trial, seed));
                    inputs.Add(new(ScoreJob.InputName("twice", intervention.Id, seed), ends[1].Id));
                }

                _trials.Add(new TrialKey(entry.Task.Id, model, intervention.Id, seed), trials.With(ends));
            }
        }

        return _graph.Add(factory.Score(entry, model, interventions, seeds, inputs));
    }
}
