using Misgen.Core.Jobs;
using Misgen.Torch;

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
        var trained = TrialModel.Train(Specs.Read<TrainSpec>(context.Job.Spec), new CuratedSet(context.Input("curate")), context, context.Report);
        context.Output.WriteResult(trained.Result);
    }
}
