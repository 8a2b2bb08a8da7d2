using Misgen.Core.DataFiles;
using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Core.Store;

namespace Misgen.Pipeline.Jobs;

/// <summary>
/// <c>import</c>: a user's own demonstrations as an artifact like that of <c>curate</c>, without held-out trajectories. The trajectories
/// are given; the spec holds their digest.
/// </summary>
/// <param name="trajectories">The trajectories.</param>
/// <param name="entry">What is measured of them.</param>
public sealed class ImportJob(TrajectorySet trajectories, TaskEntry entry) : IJobKind
{
    /// <inheritdoc/>
    public string Name => "import";

    /// <inheritdoc/>
    public int Revision => 1;

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var q = TrajectoryGeneration.Measure(entry, "quantity", entry.Task.Quantity.Measure, trajectories.Values, 1, context.Cancellation);
        context.Output.WriteTensors(
            CuratedSet.DataFile,
            StoredTensor.Of("demonstrations", trajectories.Values, trajectories.Count, trajectories.Length, trajectories.Channels.Count),
            StoredTensor.Of("demonstrations.quantity", q, q.Length));
        context.Output.WriteResult(CuratedSet.Describe(entry));
    }
}
