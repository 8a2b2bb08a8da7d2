using System.Text.Json.Nodes;
using Misgen.Core.Interventions;
using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Learning.Models;
using Misgen.Pipeline.Configuration;
using Misgen.Pipeline.Jobs;

namespace Misgen.Pipeline.Planning;

/// <summary>Makes the jobs of a benchmark, with what is expected of their time and size.</summary>
internal sealed class JobFactory(Profile profile, IReadOnlyDictionary<string, IJobKind> kinds, ComputeEnvironment environment)
{
    // Multiply-adds per second of one core in small convolutions, and the fixed cost of a training step: about half of what a core
    // with AVX-512 was measured to do. For the expected time only.
    private const double CoreRate = 35e9;
    private const double StepSeconds = 0.004;

    public Job Curate(TaskEntry entry) => Make(
        "curate", $"curate {entry.Task.Id}",
        Specs.ToJson(new CurateSpec(entry.Task.Id, 0, profile.Demonstrations, profile.HeldOut)), [], entry,
        seconds: 2, bytes: (profile.Demonstrations + profile.HeldOut) * (8L + (4L * Size(entry))));

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
        "measure", sample.Label.Replace("sample ", "measure ", StringComparison.Ordinal), Specs.ToJson(new MeasureSpec(entry.Task.Id)),
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

    private ParameterLayout Network(TaskEntry entry, string model, string intervention)
    {
        var layout = entry.Task.Simulator.Layout;
        var features = InterventionRegistry.Find(intervention)!.ConditionFeatures;
        try
        {
            return ModelFamilies.Find(model)!.Create(new DenoiserShape(layout.Length, layout.Channels.Count, features, WidthOf(model))).Layout;
        }
        catch (ArgumentException exception)
        {
            throw new InvalidInputException($"model '{model}' cannot be built for task {entry.Task.Id}: {exception.Message}", exception);
        }
    }

    private static int Size(TaskEntry entry) => entry.Task.Simulator.Layout.Size;
}
