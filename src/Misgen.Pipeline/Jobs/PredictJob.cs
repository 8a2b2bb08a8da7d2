using System.Text.Json.Nodes;
using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Core.Store;
using Misgen.Learning.Diffusion;
using Misgen.Learning.Kernels;
using Misgen.Torch;

namespace Misgen.Pipeline.Jobs;

/// <summary><c>predict</c>: the quantities of what every member of a kernel draws.</summary>
/// <param name="catalog">The plugins.</param>
public sealed class PredictJob(PluginCatalog catalog) : IJobKind
{
    /// <summary>The file with the quantities.</summary>
    public const string PredictionsFile = "predictions.safetensors";

    /// <inheritdoc/>
    public string Name => "predict";

    /// <inheritdoc/>
    public int Revision => 2;

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Determinism.Enable();
        var spec = Specs.Read<PredictSpec>(context.Job.Spec);
        var entry = catalog.Require(spec.Task);
        var kernel = KernelRegistry.Find(spec.Kernel) ?? throw new InvalidDataException($"This build has no kernel '{spec.Kernel}'.");
        var curated = new CuratedSet(context.Input("curate"));
        var data = curated.Data();
        var demonstrations = data["demonstrations"].ToFloats();
        var q = data["demonstrations.quantity"].ToDoubles();
        var normalisation = Normalisation.Of(demonstrations, curated.Channels);
        var kernelContext = new KernelContext
        {
            Length = curated.Length,
            Channels = curated.Channels,
            Demonstrations = normalisation.Apply(demonstrations, curated.Length),
            Pilot = kernel.UsesPilot ? Load(context.Input("pilot"), curated, normalisation) : null,
            Count = spec.Count,
            RoundTrips = spec.RoundTrips,
            SolverSteps = spec.SolverSteps,
            Seed = 0,
            Purpose = spec.Kernel,
            Report = context.Report,
            Cancellation = context.Cancellation,
        };

        List<StoredTensor> tensors = [];
        var members = new JsonArray();
        foreach (var member in kernel.Draw(kernelContext))
        {
            Add($"{members.Count}", member.Draws);
            if (member.Transitions is not null)
                Add($"{members.Count}.transitions", member.Transitions);
            members.Add(new JsonObject { ["name"] = member.Name, ["multiplyAdds"] = member.MultiplyAdds });
        }

        context.Output.WriteTensors(PredictionsFile, tensors);
        context.Output.WriteResult(new JsonObject { ["kernel"] = kernel.Id, ["usesPilot"] = kernel.UsesPilot, ["members"] = members });

        void Add(string name, KernelDraws draws)
        {
            var after = TrajectoryGeneration.Measure(
                entry, "quantity", entry.Task.Quantity.Measure, normalisation.Undo(draws.Trajectories, curated.Length), 1, context.Cancellation);
            tensors.Add(StoredTensor.Of(name, after, after.Length));
            if (draws.Sources is { } sources)
                tensors.Add(StoredTensor.Of($"{name}.before", [.. sources.Select(source => q[source])], after.Length));
        }
    }

    private static Pilot Load(Artifact artifact, CuratedSet curated, Normalisation normalisation)
    {
        var model = TrialModel.Load(artifact, curated.Length, curated.Channels, out var average);
        var samples = artifact.Tensors(SampleJob.SamplesFile)["samples"].ToFloats();
        return new Pilot(model.Denoiser, average, normalisation.Apply(samples, curated.Length));
    }
}
