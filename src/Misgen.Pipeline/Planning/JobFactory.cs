using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Misgen.Core.Interventions;
using Misgen.Core.Interventions.Baseline;
using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Learning.Kernels;
using Misgen.Learning.Models;
using Misgen.Pipeline.Configuration;
using Misgen.Pipeline.Jobs;
using Misgen.Pipeline.Representations;
using Misgen.Plugins;

namespace Misgen.Pipeline.Planning;

/// <summary>Makes the jobs of a benchmark, with what is expected of their time and size.</summary>
internal sealed partial class JobFactory(Profile profile, IReadOnlyDictionary<string, IJobKind> kinds, ComputeEnvironment environment)
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

    /// <summary>The demonstrations in a representation: one that is named, or the one that a job chooses.</summary>
    public Job Encode(TaskEntry entry, Job curate, string? representation, Job? choose = null, string label = "")
    {
        List<JobInput> inputs = [new("curate", curate.Id)];
        if (choose is not null)
            inputs.Add(new("choose", choose.Id));
        var layout = RepresentationCatalog.LayoutOf(entry.Task, representation ?? RepresentationNames.None);
        return Make(
            "encode", $"encode {entry.Task.Id} {representation ?? label}", Specs.ToJson(new EncodeSpec(entry.Task.Id, representation)), inputs, entry,
            seconds: 5, bytes: profile.Demonstrations * (8L + (4L * layout.Size)));
    }

    public Job Decode(TaskEntry entry, Job encode, Job sample) => Make(
        "decode", $"decode {Stages.Replace(sample.Label, "")}", Specs.ToJson(new DecodeSpec(entry.Task.Id)),
        [new("encode", encode.Id), new("sample", sample.Id)], entry, seconds: 1, bytes: 4L * profile.Samples * Size(entry));

    public Job Choose(TaskEntry entry, IReadOnlyList<string> representations, IReadOnlyList<JobInput> inputs) => Make(
        "choose", $"choose among {representations.Count} representations of {entry.Task.Id}", Specs.ToJson(new ChooseSpec(representations)), inputs, null, seconds: 1, bytes: 4_000);

    public Job Prior(TaskEntry entry, Intervention intervention, IReadOnlyList<JobInput> inputs) => Make(
        "prior", $"prior {entry.Task.Id} {intervention.Id}", Specs.ToJson(new PriorSpec(intervention.Id)), inputs, null, seconds: 1, bytes: 8L * profile.Demonstrations);

    /// <summary>The training of a trial.</summary>
    /// <param name="entry">The task.</param>
    /// <param name="set">The job whose demonstrations it is trained on.</param>
    /// <param name="layout">Their layout.</param>
    /// <param name="model">Id of the model family.</param>
    /// <param name="intervention">The intervention.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="prior">The job that says how often each demonstration is drawn; null for equally often.</param>
    public Job Train(TaskEntry entry, Job set, TrajectoryLayout layout, string model, Intervention intervention, ulong seed, Job? prior = null)
    {
        var settings = SettingsOf(model);
        var spec = new TrainSpec(
            model, WidthOf(model), settings.Steps, settings.Batch, settings.LearningRate, intervention.Id, seed, environment.Device);
        var network = Network(entry, layout, model, intervention);
        var seconds = settings.Steps * (StepSeconds + (3.0 * settings.Batch * network.MultiplyAdds / CoreRate));
        List<JobInput> inputs = [new("curate", set.Id)];
        if (prior is not null)
            inputs.Add(new("prior", prior.Id));
        return Make(
            "train", $"train {entry.Task.Id} {model} {intervention.Id} seed {seed}", Specs.ToJson(spec), inputs, null,
            seconds, 4L * network.Count, usesTorch: true);
    }

    /// <summary>A pilot of a task and model, in a representation.</summary>
    public Job Pilot(TaskEntry entry, Job set, string model, PilotSize size, string representation = RepresentationNames.None)
    {
        var settings = SettingsOf(model);
        var layout = RepresentationCatalog.LayoutOf(entry.Task, representation);
        var seed = new RandomStream(0, $"pilot/{size.Name}").NextUInt64();
        var training = new TrainSpec(
            model, PilotSize.Width(WidthOf(model)), size.Steps(settings.Steps), PilotSize.Batch(settings.Batch),
            settings.LearningRate, NoIntervention.Name, seed, environment.Device);
        var spec = new PilotSpec(training, size.Samples(profile.Samples), profile.SolverSteps);
        var network = Network(entry, layout, model, InterventionRegistry.Baseline, training.Width);
        var seconds = (training.Steps * (StepSeconds + (3.0 * training.Batch * network.MultiplyAdds / CoreRate)))
            + ((double)spec.Samples * (spec.SolverSteps + 1) * network.MultiplyAdds / CoreRate);
        return Make(
            "pilot", $"{size.Name} pilot {entry.Task.Id} {model}{(representation == RepresentationNames.None ? "" : $" {representation}")}", Specs.ToJson(spec),
            [new("curate", set.Id)], null, seconds, (4L * network.Count) + (4L * spec.Samples * layout.Size), usesTorch: true);
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
        var training = 3.0 * settings.Steps * settings.Batch * Network(entry, entry.Task.Simulator.Layout, model, InterventionRegistry.Baseline).MultiplyAdds;
        var mean = MeanOf.All(kernels.Contains) ? MeanOf : [];
        return Make(
            "recommend", $"recommend {entry.Task.Id} {model}", Specs.ToJson(new RecommendSpec(model, kernels, mean, training)), inputs, null,
            seconds: 2, bytes: 20_000L * kernels.Count);
    }

    public Job Sample(TaskEntry entry, Job set, TrajectoryLayout layout, Job train, string model, Intervention intervention, ulong seed, bool twice = false)
    {
        var spec = new SampleSpec(
            twice ? profile.SamplesAtTwiceTheSteps : profile.Samples, profile.SolverSteps * (twice ? 2 : 1), seed, environment.Device);
        var seconds = (double)spec.Count * (spec.SolverSteps + 1) * Network(entry, layout, model, intervention).MultiplyAdds / CoreRate;
        return Make(
            "sample", $"sample {entry.Task.Id} {model} {intervention.Id} seed {seed}{(twice ? " at twice the steps" : "")}", Specs.ToJson(spec),
            [new("curate", set.Id), new("train", train.Id)], null, seconds, 4L * spec.Count * layout.Size, usesTorch: true);
    }

    public Job Reject(TaskEntry entry, Job curate, Job train, Job measure, string model, Intervention intervention, ulong seed)
    {
        var spec = new RejectSpec(entry.Task.Id, intervention.Id, new SampleSpec(profile.Samples, profile.SolverSteps, seed, environment.Device));
        var once = (double)profile.Samples * (profile.SolverSteps + 1) * Network(entry, entry.Task.Simulator.Layout, model, intervention).MultiplyAdds / CoreRate;
        return Make(
            "reject", $"reject {entry.Task.Id} {model} {intervention.Id} seed {seed}", Specs.ToJson(spec),
            [new("curate", curate.Id), new("train", train.Id), new("measure", measure.Id)], entry, 3 * once, 4L * profile.Samples * Size(entry), usesTorch: true,
            // What it samples may take long and is not the plugin's.
            grace: 10 * intervention.Budget * once);
    }

    public Job Measure(TaskEntry entry, Job sample) => Make(
        "measure", $"measure {Stages.Replace(sample.Label, "")}", Specs.ToJson(new MeasureSpec(entry.Task.Id)),
        [new("sample", sample.Id)], entry, seconds: 1, bytes: 16L * profile.Samples);

    public Job Score(TaskEntry entry, string model, IReadOnlyList<string> interventions, IReadOnlyList<ulong> seeds, IReadOnlyList<JobInput> inputs) =>
        Make("score", $"score {entry.Task.Id} {model}", Specs.ToJson(new ScoreSpec(model, interventions, seeds)), inputs, null, seconds: 4, bytes: 20_000);

    public Job Rank(string profileName, IReadOnlyList<Job> scores) => Make(
        "rank", "rank", Specs.ToJson(new RankSpec(profileName, environment.Version, environment.Numerics)),
        [.. scores.Select((score, number) => new JobInput(RankJob.InputName(number), score.Id))], null, seconds: 1, bytes: 20_000L * scores.Count);

    private Job Make(
        string kind, string label, JsonObject spec, IReadOnlyList<JobInput> inputs, TaskEntry? plugin, double seconds, long bytes, bool usesTorch = false,
        double grace = 0) =>
        new(kind, kinds[kind].Revision, spec, inputs, plugin?.Plugin.Digest, usesTorch ? environment.Numerics : null)
        {
            Label = label,
            ExpectedTime = TimeSpan.FromSeconds(seconds),
            ExpectedBytes = bytes,
            NeedsGpu = usesTorch && environment.Device != "cpu",
            TimeLimit = plugin is null ? null : TimeSpan.FromSeconds(profile.PluginTimeLimitSeconds + grace),
        };

    // A model that the profile does not list is trained as long as its first one, at the family's own size.
    private ModelSettings SettingsOf(string model) =>
        profile.Models.TryGetValue(model, out var settings) ? settings : profile.Models.Values.First() with { Width = null };

    private int WidthOf(string model) => SettingsOf(model).Width ?? ModelFamilies.Find(model)!.DefaultWidth;

    private ParameterLayout Network(TaskEntry entry, TrajectoryLayout layout, string model, Intervention intervention) =>
        Network(entry, layout, model, intervention, WidthOf(model));

    private static ParameterLayout Network(TaskEntry entry, TrajectoryLayout layout, string model, Intervention intervention, int width)
    {
        try
        {
            return ModelFamilies.Find(model)!.Create(new DenoiserShape(layout.Length, layout.Channels.Count, intervention.ConditionFeatures, width)).Layout;
        }
        catch (ArgumentException exception)
        {
            throw new InvalidInputException($"model '{model}' cannot be built for task {entry.Task.Id}: {exception.Message}", exception);
        }
    }

    private static int Size(TaskEntry entry) => entry.Task.Simulator.Layout.Size;

    // What the label of a job that makes trajectories begins with.
    [GeneratedRegex("^(sample|decode|reject) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stages { get; }
}
