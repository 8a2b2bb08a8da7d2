using Misgen.Core.Jobs;
using Misgen.Core.Store;
using Misgen.Torch;

namespace Misgen.Pipeline.Jobs;

/// <summary>
/// <c>pilot</c>: trains a small model and samples it. Its artifact can be measured as that of <c>sample</c>, and loaded as that of
/// <c>train</c>.
/// </summary>
public sealed class PilotJob : IJobKind
{
    // Of the time, by the operations of the usual sizes.
    private const double TrainingShare = 0.75;

    /// <inheritdoc/>
    public string Name => "pilot";

    /// <inheritdoc/>
    public int Revision => 1;

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Determinism.Enable();
        var spec = Specs.Read<PilotSpec>(context.Job.Spec);
        var curated = new CuratedSet(context.Input("curate"));
        var (model, average, result) = TrialModel.Train(spec.Training, curated, context, share => context.Report(TrainingShare * share));
        var samples = model.Sample(
            average, [], curated, new SampleSpec(spec.Samples, spec.SolverSteps, spec.Training.Seed, spec.Training.Device),
            share => context.Report(TrainingShare + ((1 - TrainingShare) * share)), context.Cancellation);
        context.Output.WriteTensors(
            SampleJob.SamplesFile, [StoredTensor.Of("samples", samples, spec.Samples, curated.Length, curated.Channels)]);
        result["count"] = spec.Samples;
        result["evaluationsPerSample"] = spec.SolverSteps + 1;
        context.Output.WriteResult(result);
    }
}
