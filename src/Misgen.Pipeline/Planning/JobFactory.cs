using System.Text.Json.Nodes;
using Misgen.Core.Interventions;
using Misgen.Core.Interventions.Baseline;
using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Learning.Kernels;
using Misgen.Learning.Models;
using Misgen.Pipeline.Configuration;
using Misgen.Pipeline.Jobs;
using Misgen.Plugins;

namespace Misgen.Pipeline.Planning;

/// <summary>Makes the jobs of a benchmark, with what is expected of their time and size.</summary>
internal sealed class JobFactory(Profile profile, IReadOnlyDictionary<string, IJobKind> kinds, ComputeEnvironment environment)
{
    // Multiply-adds per second of one core in small convolutions, and the fixed cost of a training step: about half of what a core
    // with AVX-512 was measured to do. For the expected time only.
    private const double CoreRate = 35e9;
    private const double StepSeconds = 0.004;

    private const int MostRoundTrips = 2_000;

    // One kernel that knows the data only and one that knows a pilot: they err differently.
    private static readonly string[] MeanOf = ["patch-gmm", "narrow-pilot"];

    public Job Curate(TaskEntry entry) => Make(
        "curate", $"curate {entry.Task.Id}",
        Specs.ToJson(new CurateSpec(entry.Task.Id, 0, profile.Demonstrations, profile.HeldOut)), [], entry,
        seconds: 2, bytes: (profile.Demonstrations + profile.HeldOut) * (8L + (4L * Size(entry))));

    public Job Import(OwnDemonstrations demonstrations) => Make(
        "import", "import demonstrations", Specs.ToJson(demonstrations.Spec), [], demonstrations.Entry,
        seconds: 1, bytes: demonstrations.Trajectories.Count * (8L + (4L * demonstrations.Trajectories.Size)));

    public Job Train(TaskEntry entry, Job curate, string model, string intervention, ulong seed)
    {
        var settings = SettingsOf(model);
        var spec = new TrainSpec(
            model, WidthOf(model), settings.Steps, settings.Batch, settings.LearningRate, intervention, seed, environment.Device);
        var network = Network(entry, model, intervention);
        var seconds = settings.Steps * (StepSeconds + (3.0 * settings.Batch * network.MultiplyAdds / CoreRate));
        return Make(
            "train", $"train {entry.Task.Id} {model} {intervention} seed {seed}", Specs.ToJson(spec), [new("curate", curate.Id)], null,
            seconds, 4L * network.Count, usesTorch: true);
    }

    /// <summary>A pilot of a task and model.</summary>
    public Job Pilot(TaskEntry entry, Job curate, string model, PilotSize size)
    {
        var settings = SettingsOf(model);
        var seed = new RandomStream(0, $"pilot/{size.Name}").NextUInt64();
        var training = new TrainSpec(
            model, PilotSize.Width(WidthOf(model)), size.Steps(settings.Steps), PilotSize.Batch(settings.Batch),
            settings.LearningRate, NoIntervention.Name, seed, environment.Device);
        var spec = new PilotSpec(training, size.Samples(profile.Samples), profile.SolverSteps);
        var network = Network(entry, model, NoIntervention.Name, training.Width);
        var seconds = (training.Steps * (StepSeconds + (3.0 * training.Batch * network.MultiplyAdds / CoreRate)))
            + ((double)spec.Samples * (spec.SolverSteps + 1) * network.MultiplyAdds / CoreRate);
        return Make(
            "pilot", $"{size.Name} pilot {entry.Task.Id} {model}", Specs.ToJson(spec), [new("curate", curate.Id)], null,
            seconds, (4L * network.Count) + (4L * spec.Samples * Size(entry)), usesTorch: true);
    }

    public Job Predict(TaskEntry entry, Job curate, DeviationKernel kernel, Job? pilot = null, string remark = "")
    {
        var spec = new PredictSpec(entry.Task.Id, kernel.Id, profile.Samples, Math.Min(MostRoundTrips, profile.Samples), profile.SolverSteps);
        List<JobInput> inputs = [new("curate", curate.Id)];
        if (pilot is not null)
            inputs.Add(new("pilot", pilot.Id));
        return Make(
            "predict", $"predict {entry.Task.Id} {kernel.Id}{remark}", Specs.ToJson(spec), inputs, entry, seconds: 10, bytes: 64L * spec.Count, usesTorch: true);
    }

    public Job Recommend(TaskEntry entry, string model, IReadOnlyList<string> kernels, IReadOnlyList<JobInput> inputs)
    {
        var settings = SettingsOf(model);
        var training = 3.0 * settings.Steps * settings.Batch * Network(entry, model, NoIntervention.Name).MultiplyAdds;
        var mean = MeanOf.All(kernels.Contains) ? MeanOf : [];
        return Make(
            "recommend", $"recommend {entry.Task.Id} {model}", Specs.ToJson(new RecommendSpec(model, kernels, mean, training)), inputs, null,
            seconds: 2, bytes: 20_000L * kernels.Count);
    }

    public Job Sample(TaskEntry entry, Job curate, Job train, string model, string intervention, ulong seed, bool twice)
    {
        var spec = new SampleSpec(
            twice ? profile.SamplesAtTwiceTheSteps : profile.Samples, profile.SolverSteps * (twice ? 2 : 1), seed, environment.Device);
        var seconds = (double)spec.Count * (spec.SolverSteps + 1) * Network(entry, model, intervention).MultiplyAdds / CoreRate;
        return Make(
            "sample", $"sample {entry.Task.Id} {model} {intervention} seed {seed}{(twice ? " at twice the steps" : "")}", Specs.ToJson(spec),
            [new("curate", curate.Id), new("train", train.Id)], null, seconds, 4L * spec.Count * Size(entry), usesTorch: true);
    }

    public Job Measure(TaskEntry entry, Job sample) => Make(
        "measure", $"measure {sample.Label.Replace("sample ", "", StringComparison.Ordinal)}", Specs.ToJson(new MeasureSpec(entry.Task.Id)),
        [new("sample", sample.Id)], entry, seconds: 1, bytes: 16L * profile.Samples);

    public Job Score(TaskEntry entry, string model, IReadOnlyList<string> interventions, IReadOnlyList<ulong> seeds, IReadOnlyList<JobInput> inputs) =>
        Make("score", $"score {entry.Task.Id} {model}", Specs.ToJson(new ScoreSpec(model, interventions, seeds)), inputs, null, seconds: 4, bytes: 20_000);

    public Job Rank(string profileName, IReadOnlyList<Job> scores) => Make(
        "rank", "rank", Specs.ToJson(new RankSpec(profileName, environment.Version, environment.Numerics)),
        [.. scores.Select((score, number) => new JobInput($"score/{number}", score.Id))], null, seconds: 1, bytes: 20_000L * scores.Count);

    private Job Make(
        string kind, string label, JsonObject spec, IReadOnlyList<JobInput> inputs, TaskEntry? plugin, double seconds, long bytes, bool usesTorch = false) =>
        new(kind, kinds[kind].Revision, spec, inputs, plugin?.Plugin.Digest, usesTorch ? environment.Numerics : null)
        {
            Label = label,
            ExpectedTime = TimeSpan.FromSeconds(seconds),
            ExpectedBytes = bytes,
            NeedsGpu = usesTorch && environment.Device != "cpu",
            TimeLimit = plugin is null ? null : TimeSpan.FromSeconds(profile.PluginTimeLimitSeconds),
        };

    // A model that the profile does not list is trained as long as its first one, at the family's own size.
    private ModelSettings SettingsOf(string model) =>
        profile.Models.TryGetValue(model, out var settings) ? settings : profile.Models.Values.First() with { Width = null };

    private int WidthOf(string model) => SettingsOf(model).Width ?? ModelFamilies.Find(model)!.DefaultWidth;

    private ParameterLayout Network(TaskEntry entry, string model, string intervention) => Network(entry, model, intervention, WidthOf(model));

    private static ParameterLayout Network(TaskEntry entry, string model, string intervention, int width)
    {
        var layout = entry.Task.Simulator.Layout;
        var features = InterventionRegistry.Find(intervention)!.ConditionFeatures;
        try
        {
            return ModelFamilies.Find(model)!.Create(new DenoiserShape(layout.Length, layout.Channels.Count, features, width)).Layout;
        }
        catch (ArgumentException exception)
        {
            throw new InvalidInputException($"model '{model}' cannot be built for task {entry.Task.Id}: {exception.Message}", exception);
        }
    }

    private static int Size(TaskEntry entry) => entry.Task.Simulator.Layout.Size;
}
