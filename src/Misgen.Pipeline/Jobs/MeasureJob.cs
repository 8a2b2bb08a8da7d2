using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Core.Store;

namespace Misgen.Pipeline.Jobs;

/// <summary><c>measure</c>: the quantity and the defects of generated trajectories.</summary>
/// <param name="catalog">The plugins.</param>
public sealed class MeasureJob(PluginCatalog catalog) : IJobKind
{
    /// <summary>The file with <c>quantity [count]</c> and <c>defects [defects, count]</c>.</summary>
    public const string MeasuresFile = "measures.safetensors";

    /// <inheritdoc/>
    public string Name => "measure";

    /// <inheritdoc/>
    public int Revision => 1;

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var spec = Specs.Read<MeasureSpec>(context.Job.Spec);
        var entry = catalog.Require(spec.Task);
        var samples = context.Input("sample").Tensors(SampleJob.SamplesFile)["samples"].ToFloats();
        var task = entry.Task;
        var q = Measure("quantity", task.Quantity.Measure);
        var defects = task.Defects.SelectMany(defect => Measure($"defect '{defect.Name}'", defect.Measure)).ToArray();
        context.Output.WriteTensors(
            MeasuresFile,
            StoredTensor.Of("quantity", q, q.Length),
            StoredTensor.Of("defects", defects, task.Defects.Count, q.Length));

        double[] Measure(string what, Misgen.Plugins.TrajectoryMeasure measure) =>
            TrajectoryGeneration.Measure(entry, what, measure, samples, 1, context.Cancellation);
    }
}
