using System.Text.Json.Nodes;
using Misgen.Core.Interventions;
using Misgen.Core.Store;
using Misgen.Learning.Diffusion;
using Misgen.Learning.Models;
using Misgen.Plugins;

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

    /// <summary>The model of a <c>train</c> artifact, and its parameters.</summary>
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

    private static double[] Doubles(JsonNode node) => [.. node.AsArray().Select(value => value!.GetValue<double>())];
}
