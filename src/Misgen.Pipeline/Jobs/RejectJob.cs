using System.Text.Json.Nodes;
using Misgen.Core.Distributions;
using Misgen.Core.Interventions;
using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Core.Store;
using Misgen.Pipeline.Leaderboard;
using Misgen.Plugins;
using Misgen.Torch;

namespace Misgen.Pipeline.Jobs;

/// <summary>
/// <c>reject</c>: draws trajectories from a trained model and keeps some of them, by chances that come from the measures of another batch.
/// Can be measured as the artifact of <c>sample</c>.
/// </summary>
/// <param name="catalog">The plugins.</param>
public sealed class RejectJob(PluginCatalog catalog) : IJobKind
{
    // Of the trajectories that are wanted: small, so that few are drawn in vain at the end.
    private const int RoundsPerCount = 4;

    /// <inheritdoc/>
    public string Name => "reject";

    /// <inheritdoc/>
    public int Revision => 1;

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Determinism.Enable();
        var spec = Specs.Read<RejectSpec>(context.Job.Spec);
        var entry = catalog.Require(spec.Task);
        var intervention = InterventionRegistry.Find(spec.Intervention)
            ?? throw new InvalidDataException($"This build has no intervention '{spec.Intervention}'.");
        var curated = new CuratedSet(context.Input("curate"));
        var model = TrialModel.Load(context.Input("train"), curated.Length, curated.Channels, out var average);
        var observed = TrialMeasures.Read(context.Input("measure"), curated).Histogram;
        var (chances, uncovered) = intervention.Acceptance(observed.Masses(), Histogram.MassesOf(curated.Target, curated.Bins));

        var size = entry.Task.Simulator.Layout.Size;
        var batch = Math.Max(1, spec.Sampling.Count / RoundsPerCount);
        var rounds = intervention.Budget * spec.Sampling.Count / batch;
        var kept = new List<float>(spec.Sampling.Count * size);
        var (drawn, examined, accepted) = (0, 0, 0);
        for (var round = 0; round < rounds && accepted < spec.Sampling.Count; round++)
        {
            var seed = new RandomStream(spec.Sampling.Seed, "rejection", (ulong)round).NextUInt64();
            var samples = model.Sample(
                average, [], curated, spec.Sampling with { Count = batch, Seed = seed },
                share => context.Report(Math.Max((double)accepted / spec.Sampling.Count, (round + share) / rounds)), context.Cancellation);
            var q = TrajectoryGeneration.Measure(entry, "quantity", entry.Task.Quantity.Measure, samples, 1, context.Cancellation);
            var coin = new RandomStream(spec.Sampling.Seed, $"{spec.Task}/rejection", (ulong)round);
            drawn += batch;
            for (var i = 0; i < batch && accepted < spec.Sampling.Count; i++)
            {
                examined++;
                if (curated.Bins.IndexOf(q[i]) is not (var k and >= 0) || coin.NextDouble() >= chances[k])
                    continue;
                kept.AddRange(samples.AsSpan(i * size, size));
                accepted++;
            }
        }

        if (accepted == 0)
            throw new InvalidOperationException($"None of {drawn} generated trajectories was kept: the model generates nothing near the target.");
        context.Output.WriteTensors(
            SampleJob.SamplesFile, StoredTensor.Of("samples", kept.ToArray(), accepted, curated.Length, curated.Channels));
        var edges = curated.Bins.Edges();
        context.Output.WriteResult(new JsonObject
        {
            ["count"] = drawn,
            ["evaluationsPerSample"] = spec.Sampling.SolverSteps + 1,
            ["wanted"] = spec.Sampling.Count,
            ["examined"] = examined,
            ["accepted"] = accepted,
            ["uncovered"] = new JsonArray([.. uncovered.Select(k => new JsonArray(edges[k], edges[k + 1]))]),
        });
    }
}
