using System.Globalization;
using System.Text.Json.Nodes;
using Misgen.Core.Distributions;
using Misgen.Core.Drift;
using Misgen.Core.Jobs;
using Misgen.Pipeline.Leaderboard;

namespace Misgen.Pipeline.Jobs;

/// <summary>
/// <c>choose</c>: which representation a model is trained in, by a narrow pilot in each: of those whose pilot is nearly as plausible as that
/// of the first, the one whose pilot drifts least from the target. No final model is among its inputs.
/// </summary>
public sealed class ChooseJob : IJobKind
{
    /// <summary>
    /// Which part of the plausible share of the first representation's pilot another one must keep. A part and not a difference: where
    /// hardly a pilot's sample is plausible, losing all of them would be a small difference.
    /// </summary>
    public const double LeastPlausibility = 0.9;

    // Shares of samples are rounded; one exactly at the limit is within it.
    private const double Rounding = 1e-9;

    /// <inheritdoc/>
    public string Name => "choose";

    /// <inheritdoc/>
    public int Revision => 1;

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var spec = Specs.Read<ChooseSpec>(context.Job.Spec);
        var curated = new CuratedSet(context.Input("curate"));
        var target = Histogram.MassesOf(curated.Target, curated.Bins);
        Candidate[] candidates = [.. spec.Representations.Select(name => Read(context, curated, target, name))];
        var chosen = Choose(candidates);
        context.Output.WriteResult(new JsonObject
        {
            ["representation"] = chosen.Name,
            ["candidates"] = new JsonArray([.. candidates.Select(one => new JsonObject
            {
                ["representation"] = one.Name,
                ["tvToTarget"] = one.Tv,
                ["plausibility"] = one.Plausibility,
            })]),
            ["multiplyAdds"] = spec.Representations.Sum(name => context.Input($"pilot/{name}").Result() is var pilot
                ? ScoreJob.TrainingMultiplyAdds(pilot) + ScoreJob.SamplingMultiplyAdds(pilot, pilot) : 0),
            ["notes"] = new JsonArray(Note(chosen, candidates)),
        });
    }

    internal static Candidate Choose(IReadOnlyList<Candidate> candidates) =>
        candidates.Where(one => one.Plausibility >= (LeastPlausibility * candidates[0].Plausibility) - Rounding).MinBy(one => one.Tv)!;

    private static Candidate Read(JobContext context, CuratedSet curated, double[] target, string name)
    {
        var measures = TrialMeasures.Read(context.Input($"measure/{name}"), curated);
        return new Candidate(name, TotalVariationInterval.EstimateToTarget(measures.Histogram, target).Debiased, measures.Plausibility);
    }

    private static string Note(Candidate chosen, Candidate[] candidates) => string.Create(
        CultureInfo.InvariantCulture,
        $"takes '{chosen.Name}': pilots drift by {string.Join(", ", candidates.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Tv:.000} ({100 * one.Plausibility:0} % plausible) with '{one.Name}'")))}");

    internal sealed record Candidate(string Name, double Tv, double Plausibility);
}
