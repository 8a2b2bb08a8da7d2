using System.Text.Json.Nodes;
using Misgen.Core.Jobs;
using Misgen.Core.Store;
using Misgen.Plugins;
using Misgen.Torch;

namespace Misgen.Pipeline.Jobs;

/// <summary><c>sample</c>: draws trajectories from a trained model, in physical units.</summary>
public sealed class SampleJob : IJobKind
{
    /// <summary>The file with the samples and, for a model with a condition, the values that were asked for.</summary>
    public const string SamplesFile = "samples.safetensors";

    /// <inheritdoc/>
    public string Name => "sample";

    /// <inheritdoc/>
    public int Revision => 2;

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Determinism.Enable();
        var spec = Specs.Read<SampleSpec>(context.Job.Spec);
        var curated = new CuratedSet(context.Input("curate"));
        var model = TrialModel.Load(context.Input("train"), curated.Length, curated.Channels, out var average);
        var asked = Asked(spec, curated);

        var samples = model.Sample(average, asked, curated, spec, context.Report, context.Cancellation);

        List<StoredTensor> tensors = [StoredTensor.Of("samples", samples, spec.Count, curated.Length, curated.Channels)];
        if (model.Intervention.ConditionFeatures > 0)
            tensors.Add(StoredTensor.Of("asked", asked, spec.Count));
        context.Output.WriteTensors(SamplesFile, tensors);
        context.Output.WriteResult(new JsonObject { ["count"] = spec.Count, ["evaluationsPerSample"] = spec.SolverSteps + 1 });
    }

    // Values of the quantity drawn from the target: what a conditioned model is asked for.
    private static double[] Asked(SampleSpec spec, CuratedSet curated)
    {
        var random = new RandomStream(spec.Seed, $"{curated.Task}/asked");
        var asked = new double[spec.Count];
        for (var i = 0; i < asked.Length; i++)
            asked[i] = curated.Target.Quantile(random.NextDouble());
        return asked;
    }
}
