using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Core.Store;

namespace Misgen.Pipeline.Jobs;

/// <summary><c>curate</c>: simulates a task's demonstrations and held-out trajectories and measures their quantity.</summary>
/// <param name="catalog">The plugins.</param>
/// <param name="threads">Threads to simulate on; the result does not depend on it.</param>
public sealed class CurateJob(PluginCatalog catalog, int threads) : IJobKind
{
    /// <inheritdoc/>
    public string Name => "curate";

    /// <inheritdoc/>
    public int Revision => 1;

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var spec = Specs.Read<CurateSpec>(context.Job.Spec);
        var entry = catalog.Require(spec.Task);
        context.Output.WriteTensors(
            CuratedSet.DataFile,
            [.. Curate("demonstrations", spec.Demonstrations), .. Curate("heldOut", spec.HeldOut)]);
        context.Output.WriteResult(CuratedSet.Describe(entry));

        StoredTensor[] Curate(string purpose, int count)
        {
            var task = entry.Task;
            var layout = task.Simulator.Layout;
            var trajectories = TrajectoryGeneration.Curate(entry, spec.DataSeed, purpose, count, threads, context.Cancellation);
            var q = TrajectoryGeneration.Measure(entry, "quantity", task.Quantity.Measure, trajectories, threads, context.Cancellation);
            if (Array.FindIndex(q, value => !double.IsFinite(value)) is var undefined and >= 0)
                throw new PluginException($"plugin '{entry.Plugin.Name}', task {task.Id}: the quantity of trajectory {undefined} of the {purpose} is {q[undefined]}: a curated trajectory needs a finite one");
            return
            [
                StoredTensor.Of(purpose, trajectories, count, layout.Length, layout.Channels.Count),
                StoredTensor.Of($"{purpose}.quantity", q, count),
            ];
        }
    }
}
