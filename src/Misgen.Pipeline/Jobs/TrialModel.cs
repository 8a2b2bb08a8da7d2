using System.Text.Json.Nodes;
using Misgen.Core.Interventions;
using Misgen.Core.Jobs;
using Misgen.Core.Store;
using Misgen.Learning.Diffusion;
using Misgen.Learning.Models;
using Misgen.Plugins;
using static TorchSharp.torch;

namespace Misgen.Pipeline.Jobs;

/// <summary>The network of a trial, with what surrounds it: normalisation and the features of the condition.</summary>
internal sealed class TrialModel
{
    public const string CheckpointFile = "checkpoint.safetensors";

    private TrialModel(Intervention intervention, DenoiserShape shape, Denoiser denoiser, Normalisation normalisation)
    {
        Intervention = intervention;
        Shape = shape;
        Denoiser = denoiser;
        Normalisation = normalisation;
    }

    public Intervention Intervention { get; }

    public DenoiserShape Shape { get; }

    public Denoiser Denoiser { get; }

    public Normalisation Normalisation { get; }

    /// <summary>The model as it is before training.</summary>
    public static TrialModel Create(TrainSpec spec, int length, int channels, Normalisation normalisation)
    {
        var intervention = InterventionRegistry.Find(spec.Intervention)
            ?? throw new InvalidDataException($"This build has no intervention '{spec.Intervention}'.");
        var family = ModelFamilies.Find(spec.Model) ?? throw new InvalidDataException($"This build has no model '{spec.Model}'.");
        var shape = new DenoiserShape(length, channels, intervention.ConditionFeatures, spec.Width);
        return new TrialModel(intervention, shape, family.Create(shape), normalisation);
    }

    /// <summary>Trains a model on curated demonstrations and writes its checkpoint and what <see cref="Load"/> needs.</summary>
    public static (TrialModel Model, float[] Average, JsonObject Result) Train(TrainSpec spec, CuratedSet curated, JobContext context, Action<double> report)
    {
        var data = curated.Data();
        var trajectories = data["demonstrations"].ToFloats();
        var q = data["demonstrations.quantity"].ToDoubles();
        var model = Create(spec, curated.Length, curated.Channels, Normalisation.Of(trajectories, curated.Channels));
        var weights = context.InputNames.Contains("prior") ? context.Input("prior").Tensors(PriorJob.PriorFile)["weights"].ToDoubles() : null;
        var set = new TrainingSet(model.Normalisation.Apply(trajectories, curated.Length), model.Conditions(q, curated.Range), q.Length, weights);
        var trained = DiffusionTraining.Run(
            model.Denoiser, model.Shape, set, new TrainingOptions(spec.Steps, spec.Batch, spec.LearningRate), spec.Seed, device(spec.Device),
            report, context.Cancellation);

        var layout = model.Denoiser.Layout;
        context.Output.WriteTensors(CheckpointFile, layout.ToTensors(trained.Average));
        return (model, trained.Average, new JsonObject
        {
            ["spec"] = Specs.ToJson(spec),
            ["parameters"] = layout.Count,
            ["multiplyAdds"] = layout.MultiplyAdds,
            ["mean"] = Array(model.Normalisation.Mean),
            ["deviation"] = Array(model.Normalisation.Deviation),
            ["losses"] = Array(trained.Losses),
        });
    }

    /// <summary>The model of a <c>train</c> or <c>pilot</c> artifact, and its parameters.</summary>
    public static TrialModel Load(Artifact trained, int length, int channels, out float[] average)
    {
        var result = trained.Result();
        var normalisation = new Normalisation(Doubles(result["mean"]!), Doubles(result["deviation"]!));
        var model = Create(Specs.Read<TrainSpec>(result["spec"]!.AsObject()), length, channels, normalisation);
        average = model.Denoiser.Layout.FromTensors(trained.Tensors(CheckpointFile));
        return model;
    }

    /// <summary>The features of some values of the quantity, <c>[count, features]</c>; null where the model has no condition.</summary>
    public float[]? Conditions(ReadOnlySpan<double> q, QuantityRange range)
    {
        var width = Intervention.ConditionFeatures;
        if (width == 0)
            return null;
        var features = new float[q.Length * width];
        for (var i = 0; i < q.Length; i++)
            Intervention.EncodeCondition(q[i], range, features.AsSpan(i * width, width));
        return features;
    }

    /// <summary>Draws trajectories.</summary>
    /// <returns><c>[count, length, channels]</c>, as the demonstrations that it was trained on: not standardised.</returns>
    public float[] Sample(float[] average, double[] asked, CuratedSet curated, SampleSpec spec, Action<double> report, CancellationToken cancellation)
    {
        var normalised = DpmSolver.Sample(
            Denoiser, Shape, average, Conditions(asked, curated.Range), spec.Count, spec.SolverSteps, spec.Seed, device(spec.Device), report, cancellation);
        return Normalisation.Undo(normalised, curated.Length);
    }

    private static JsonArray Array(IEnumerable<double> values) => new([.. values.Select(value => JsonValue.Create(value))]);

    private static double[] Doubles(JsonNode node) => [.. node.AsArray().Select(value => value!.GetValue<double>())];
}
