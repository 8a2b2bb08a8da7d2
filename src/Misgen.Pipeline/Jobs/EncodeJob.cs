using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Core.Store;
using Misgen.Pipeline.Representations;

namespace Misgen.Pipeline.Jobs;

/// <summary>
/// <c>encode</c>: the demonstrations of a task in a representation. Its artifact can be trained on and sampled for as that of
/// <c>curate</c>.
/// </summary>
/// <param name="catalog">The plugins.</param>
/// <param name="threads">Threads to encode on; the result does not depend on it.</param>
public sealed class EncodeJob(PluginCatalog catalog, int threads) : IJobKind
{
    /// <summary>The file with what the representation took from the demonstrations; only where it took anything.</summary>
    public const string FittedFile = "representation.safetensors";

    /// <inheritdoc/>
    public string Name => "encode";

    /// <inheritdoc/>
    public int Revision => 1;

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var spec = Specs.Read<EncodeSpec>(context.Job.Spec);
        var entry = catalog.Require(spec.Task);
        var curated = new CuratedSet(context.Input("curate"));
        var name = spec.Representation ?? context.Input("choose").Result()["representation"]!.GetValue<string>();
        var data = curated.Data();
        var demonstrations = data["demonstrations"].ToFloats();
        var q = data["demonstrations.quantity"].ToDoubles();

        var fitted = RepresentationCatalog.Fit(entry.Task, name, demonstrations);
        var encoded = TrajectoryGeneration.Translate(
            entry, $"encoding in representation '{name}'", demonstrations, entry.Task.Simulator.Layout.Size, fitted.Layout.Size,
            (i, trajectory, code) => fitted.Encode(trajectory, q[i], code), threads, context.Cancellation);
        if (Array.FindIndex(encoded, value => !float.IsFinite(value)) is var at and >= 0)
            throw new PluginException($"plugin '{entry.Plugin.Name}', task {spec.Task}: representation '{name}' makes {encoded[at]} of demonstration {at / fitted.Layout.Size}: finite values are needed");

        context.Output.WriteTensors(
            CuratedSet.DataFile,
            StoredTensor.Of("demonstrations", encoded, q.Length, fitted.Layout.Length, fitted.Layout.Channels.Count),
            StoredTensor.Of("demonstrations.quantity", q, q.Length));
        if (fitted.Tensors.Count > 0)
            context.Output.WriteTensors(FittedFile, fitted.Tensors);
        var result = CuratedSet.Describe(entry);
        result["layout"] = CuratedSet.Describe(fitted.Layout);
        result["representation"] = name;
        context.Output.WriteResult(result);
    }

    /// <summary>The representation of an <c>encode</c> artifact.</summary>
    internal static FittedRepresentation Load(Artifact encoded, TaskEntry entry)
    {
        var name = encoded.Result()["representation"]!.GetValue<string>();
        return RepresentationCatalog.Load(
            entry.Task, name, File.Exists(encoded.PathOf(FittedFile)) ? encoded.Tensors(FittedFile) : new Dictionary<string, StoredTensor>(StringComparer.Ordinal));
    }
}
