using System.Text.Json.Nodes;
using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Core.Store;

namespace Misgen.Pipeline.Jobs;

/// <summary><c>decode</c>: what a model generated in a representation, as trajectories of the task. Can be measured as the artifact of <c>sample</c>.</summary>
/// <param name="catalog">The plugins.</param>
public sealed class DecodeJob(PluginCatalog catalog) : IJobKind
{
    /// <inheritdoc/>
    public string Name => "decode";

    /// <inheritdoc/>
    public int Revision => 1;

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var entry = catalog.Require(Specs.Read<DecodeSpec>(context.Job.Spec).Task);
        var fitted = EncodeJob.Load(context.Input("encode"), entry);
        var layout = entry.Task.Simulator.Layout;
        var encoded = context.Input("sample").Tensors(SampleJob.SamplesFile)["samples"].ToFloats();
        var decoded = TrajectoryGeneration.Translate(
            entry, "decoding of the representation", encoded, fitted.Layout.Size, layout.Size, (_, code, trajectory) => fitted.Decode(code, trajectory), 1, context.Cancellation);
        var count = encoded.Length / fitted.Layout.Size;
        context.Output.WriteTensors(SampleJob.SamplesFile, StoredTensor.Of("samples", decoded, count, layout.Length, layout.Channels.Count));
        context.Output.WriteResult(new JsonObject { ["count"] = count });
    }
}
