using System.Text.Json.Nodes;
using Misgen.Core.Jobs;
using Misgen.Learning.Diffusion;
using Misgen.Torch;
using static TorchSharp.torch;

namespace Misgen.Pipeline.Jobs;

/// <summary><c>train</c>: trains a model on curated demonstrations. Its checkpoint is the moving average of the parameters.</summary>
public sealed class TrainJob : IJobKind
{
    /// <inheritdoc/>
    public string Name => "train";

    /// <inheritdoc/>
    public int Revision => 1;

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Determinism.Enable();
        var spec = Specs.Read<TrainSpec>(context.Job.Spec);
        var curated = new CuratedSet(context.Input("curate"));
        var data = curated.Data();
        var trajectories = data["demonstrations"].ToFloats();
        var q = data["demonstrations.quantity"].ToDoubles();
        var model = TrialModel.Create(spec, curated.Length, curated.Channels, Normalisation.Of(trajectories, curated.Channels));

        var set = new TrainingSet(
            model.Normalisation.Apply(trajectories, curated.Length), model.Conditions(q, curated.Range), q.Length);
        var trained = DiffusionTraining.Run(
            model.Denoiser, model.Shape, set, new TrainingOptions(spec.Steps, spec.Batch, spec.LearningRate), spec.Seed,
            device(spec.Device), context.Report, context.Cancellation);

        var layout = model.Denoiser.Layout;
        context.Output.WriteTensors(TrialModel.CheckpointFile, layout.ToTensors(trained.Average));
        context.Output.WriteResult(new JsonObject
        {
            ["spec"] = context.Job.Spec.DeepClone(),
            ["parameters"] = layout.Count,
            ["multiplyAdds"] = layout.MultiplyAdds,
            ["mean"] = Array(model.Normalisation.Mean),
            ["deviation"] = Array(model.Normalisation.Deviation),
            ["losses"] = Array(trained.Losses),
        });
    }

    private static JsonArray Array(IEnumerable<double> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
