using System.Text.Json.Nodes;
using Misgen.Core.Distributions;
using Misgen.Core.Jobs;
using Misgen.Core.Prediction;
using Misgen.Core.Store;

namespace Misgen.Pipeline.Jobs;

/// <summary>
/// <c>recommend</c>: the final prediction of every kernel, and which of them is recommended. Its inputs are kernels and pilots; the model
/// that is predicted is not among them, so nothing here can depend on it.
/// </summary>
public sealed class RecommendJob : IJobKind
{
    /// <summary>The file with the transition matrices, by kernel: <c>[49, 48]</c>, of what the kernel does without shrinkage.</summary>
    public const string TransitionsFile = "transitions.safetensors";

    /// <summary>The largest share of one training's operations with which a kernel may be recommended.</summary>
    public const double MostCompute = 0.25;

    private const string MeanName = "mean";
    private const ulong StatisticsSeed = 0;

    /// <inheritdoc/>
    public string Name => "recommend";

    /// <inheritdoc/>
    public int Revision => 1;

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var spec = Specs.Read<RecommendSpec>(context.Job.Spec);
        var curated = new CuratedSet(context.Input("curate"));
        var bins = curated.Bins;
        var masses = Histogram.Of(curated.Data()["demonstrations.quantity"].ToDoubles(), bins).Masses();
        var choosing = Histogram.Of(context.Input("choosing.measure").Tensors(MeasureJob.MeasuresFile)["quantity"].ToDoubles(), bins).Masses();
        var costs = new Costs(context, spec);

        List<Candidate> candidates = [];
        List<StoredTensor> transitions = [];
        foreach (var kernel in spec.Kernels)
        {
            var drawn = context.Input($"kernel/{kernel}");
            var result = drawn.Result();
            var tensors = drawn.Tensors(PredictJob.PredictionsFile);
            var members = result["members"]!.AsArray();
            WeightedSample[] samples = [.. Enumerable.Range(0, members.Count).Select(number => SampleOf(tensors, number, masses, bins))];
            var choice = MemberChoice.Of(samples, choosing, masses, curated.Target, bins);
            var pair = TransitionOf(tensors, choice.Member, bins);
            if (pair is not null)
                transitions.Add(StoredTensor.Of(kernel, pair.ToArray(), Histogram.CellCount, QuantityBins.Count));
            var usesPilot = result["usesPilot"]!.GetValue<bool>();
            candidates.Add(new Candidate(
                kernel, members[choice.Member]!["name"]!.GetValue<string>(), usesPilot,
                members.Sum(member => member!["multiplyAdds"]!.GetValue<double>()),
                samples[choice.Member].Shrink(curated.Target, choice.Kappa), samples[choice.Member].Shrink(curated.Target, choice.PilotKappa),
                choice.Kappa, choice.Validation));
        }

        if (Mean(candidates, spec.Mean, choosing, masses, bins) is { } mean)
            candidates.Add(mean);
        var best = candidates.Where(candidate => costs.ShareOf(candidate) <= MostCompute).MaxBy(candidate => candidate.Validation.Explained ?? double.MinValue);
        context.Output.WriteTensors(TransitionsFile, transitions);
        context.Output.WriteResult(new JsonObject
        {
            ["predictions"] = new JsonArray([.. candidates.Select(candidate => Describe(candidate, candidate == best, costs, bins))]),
            ["reference"] = costs.Reference,
        });
    }

    // Draws made of demonstrations are weighted so that they stand for all demonstrations.
    private static WeightedSample SampleOf(IReadOnlyDictionary<string, StoredTensor> tensors, int number, double[] masses, QuantityBins bins)
    {
        var after = tensors[$"{number}"].ToDoubles();
        return tensors.TryGetValue($"{number}.before", out var before)
            ? TransitionMatrix.Weighted(before.ToDoubles(), after, masses, bins)
            : WeightedSample.Equal(after);
    }

    private static TransitionMatrix? TransitionOf(IReadOnlyDictionary<string, StoredTensor> tensors, int number, QuantityBins bins)
    {
        foreach (var name in (string[])[$"{number}", $"{number}.transitions"])
        {
            if (tensors.TryGetValue($"{name}.before", out var before))
                return TransitionMatrix.Of(before.ToDoubles(), tensors[name].ToDoubles(), bins);
        }

        return null;
    }

    private static Candidate? Mean(List<Candidate> candidates, IReadOnlyList<string> of, double[] choosing, double[] masses, QuantityBins bins)
    {
        if (of.Count != 2 || candidates.Find(candidate => candidate.Kernel == of[0]) is not { } one || candidates.Find(candidate => candidate.Kernel == of[1]) is not { } other)
            return null;
        var fitted = WeightedSample.Mean(one.Fitted, other.Fitted);
        return new Candidate(
            MeanName, $"{one.Kernel} and {other.Kernel}", one.UsesPilot || other.UsesPilot, one.MultiplyAdds + other.MultiplyAdds,
            WeightedSample.Mean(one.Predicted, other.Predicted), fitted, null, PredictionScore.OfPairs(fitted.Masses(bins), choosing, masses));
    }

    private static JsonObject Describe(Candidate candidate, bool recommended, Costs costs, QuantityBins bins)
    {
        var (low, high) = candidate.Predicted.Band(bins, StatisticsSeed, candidate.Kernel);
        return new JsonObject
        {
            ["kernel"] = candidate.Kernel,
            ["member"] = candidate.Member,
            ["recommended"] = recommended,
            ["uses"] = candidate.UsesPilot ? "pilot" : "data",
            ["compute"] = costs.ShareOf(candidate),
            ["kappa"] = candidate.Kappa,
            ["histogram"] = Array(candidate.Predicted.Masses(bins)),
            ["low"] = Array(low),
            ["high"] = Array(high),
            ["validation"] = new JsonObject
            {
                ["correlation"] = candidate.Validation.Correlation,
                ["signAgreement"] = candidate.Validation.SignAgreement,
                ["explained"] = candidate.Validation.Explained,
            },
        };
    }

    private static JsonArray Array(double[] values) => new([.. values.Select(value => JsonValue.Create(value))]);

    private sealed record Candidate(
        string Kernel, string Member, bool UsesPilot, double MultiplyAdds, WeightedSample Predicted, WeightedSample Fitted, double? Kappa, PredictionScore Validation);

    /// <summary>Operations as shares of one training of the final model.</summary>
    private sealed class Costs
    {
        private readonly double _training;
        private readonly double _pilot;
        private readonly double _choosing;

        public Costs(JobContext context, RecommendSpec spec)
        {
            _training = spec.TrainingMultiplyAdds;
            _pilot = TrainingOf(context.Input("pilot").Result());
            var choosing = context.Input("choosing").Result();
            _choosing = TrainingOf(choosing) + SamplingOf(choosing);
            if (context.InputNames.Contains("reference"))
            {
                var reference = context.Input("reference").Result();
                Reference = (TrainingOf(reference) + SamplingOf(reference)) / _training;
            }
        }

        public double? Reference { get; }

        // Every kernel needs the second pilot, which its member is chosen by.
        public double ShareOf(Candidate candidate) => (candidate.MultiplyAdds + (candidate.UsesPilot ? _pilot : 0) + _choosing) / _training;

        private static double TrainingOf(JsonObject pilot) => ScoreJob.TrainingMultiplyAdds(pilot);

        private static double SamplingOf(JsonObject pilot) => ScoreJob.SamplingMultiplyAdds(pilot, pilot);
    }
}
