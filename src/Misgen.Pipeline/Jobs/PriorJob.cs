using System.Globalization;
using System.Text.Json.Nodes;
using Misgen.Core.Distributions;
using Misgen.Core.Interventions;
using Misgen.Core.Jobs;
using Misgen.Core.Prediction;
using Misgen.Core.Store;
using Misgen.Pipeline.Leaderboard;

namespace Misgen.Pipeline.Jobs;

/// <summary><c>prior</c>: how often a model is trained on each demonstration, by an intervention that expects a drift.</summary>
public sealed class PriorJob : IJobKind
{
    /// <summary>The file with <c>prior [48]</c> and <c>weights [count]</c>.</summary>
    public const string PriorFile = "prior.safetensors";

    /// <inheritdoc/>
    public string Name => "prior";

    /// <inheritdoc/>
    public int Revision => 1;

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var spec = Specs.Read<PriorSpec>(context.Job.Spec);
        var intervention = InterventionRegistry.Find(spec.Intervention)
            ?? throw new InvalidDataException($"This build has no intervention '{spec.Intervention}'.");
        var curated = new CuratedSet(context.Input("curate"));
        var q = curated.Data()["demonstrations.quantity"].ToDoubles();
        var masses = Histogram.Of(q, curated.Bins).Masses();
        var target = Histogram.MassesOf(curated.Target, curated.Bins);
        var (drift, operations, note) = intervention.Needs == DriftEvidence.Pilot ? FromPilot(context, curated, masses, target) : FromKernel(context, masses, target);

        var prior = intervention.TrainingPrior(drift);
        var sum = prior.Sum();
        for (var k = 0; k < prior.Length; k++)
            prior[k] /= sum;
        double[] weights = [.. q.Select(value => curated.Bins.IndexOf(value)).Select(k => prior[k] / masses[k])];
        context.Output.WriteTensors(PriorFile, StoredTensor.Of("prior", prior, prior.Length), StoredTensor.Of("weights", weights, weights.Length));
        context.Output.WriteResult(new JsonObject { ["multiplyAdds"] = operations, ["notes"] = new JsonArray(note) });
    }

    private static (ExpectedDrift Drift, double Operations, string Note) FromPilot(JobContext context, CuratedSet curated, double[] masses, double[] target)
    {
        var pilot = context.Input("pilot").Result();
        var observed = TrialMeasures.Read(context.Input("pilot.measure"), curated).Histogram.Masses();
        return (
            new ExpectedDrift(masses, target, observed, null, 1), ScoreJob.TrainingMultiplyAdds(pilot) + ScoreJob.SamplingMultiplyAdds(pilot, pilot),
            "by the drift of a pilot");
    }

    // Of the kernels with a transition matrix, the one that explains most of a pilot's drift.
    private static (ExpectedDrift Drift, double Operations, string Note) FromKernel(JobContext context, double[] masses, double[] target)
    {
        var recommended = context.Input("recommend");
        var result = recommended.Result();
        var transitions = recommended.Tensors(RecommendJob.TransitionsFile);
        var kernel = result["predictions"]!.AsArray().Select(node => KernelPrediction.Read(node!.AsObject()))
            .Where(prediction => transitions.ContainsKey(prediction.Kernel))
            .MaxBy(prediction => prediction.Validation.Explained ?? double.MinValue)
            ?? throw new InvalidDataException("None of the kernels has a transition matrix.");
        // More than the kernel's own movement is no transition matrix.
        var kappa = Math.Clamp(kernel.Kappa ?? 1, 0, 1);
        return (
            new ExpectedDrift(masses, target, null, TransitionMatrix.FromArray(transitions[kernel.Kernel].ToDoubles()), kappa),
            kernel.Compute * result["trainingMultiplyAdds"]!.GetValue<double>(),
            string.Create(CultureInfo.InvariantCulture, $"by the transition matrix of {kernel.Kernel}, κ = {kappa:0.00}"));
    }
}
