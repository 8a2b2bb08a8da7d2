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
/// <remarks>
/// What a kernel leaves open is settled in a rehearsal: the kernel of a smaller pilot predicts the drift of the narrow one. The member
/// that explains most of it is taken, and the kernel that does so, among those that cost at most a quarter of a training, is recommended.
/// The shrinkage is what fits the kernel to the narrow pilot's own drift, times the square root of what fits the smaller pilot's drift to
/// the narrow one's. The root, because drift falls faster early in training than late.
/// </remarks>
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
        var narrow = Measured("pilot.measure", context);
        var drift = narrow.Masses(bins);
        var ownKappa = Math.Sqrt(MemberChoice.Of([Measured("rehearsal.measure", context)], drift, masses, curated.Target, bins).Kappa);
        var costs = new Costs(context, spec);

        List<Candidate> candidates = [];
        List<StoredTensor> transitions = [];
        foreach (var kernel in spec.Kernels)
        {
            var result = context.Input($"kernel/{kernel}").Result();
            var tensors = context.Input($"kernel/{kernel}").Tensors(PredictJob.PredictionsFile);
            var members = result["members"]!.AsArray();
            var samples = SamplesOf(tensors, members.Count, masses, bins);
            var usesPilot = result["usesPilot"]!.GetValue<bool>();
            var rehearsed = usesPilot ? SamplesOf(context.Input($"rehearsal/{kernel}").Tensors(PredictJob.PredictionsFile), members.Count, masses, bins) : samples;
            var choice = MemberChoice.Of(rehearsed, drift, masses, curated.Target, bins);
            var kappa = ownKappa * MemberChoice.Of([samples[choice.Member]], drift, masses, curated.Target, bins).Kappa;
            if (TransitionOf(tensors, choice.Member, bins) is { } transition)
                transitions.Add(StoredTensor.Of(kernel, transition.ToArray(), Histogram.CellCount, QuantityBins.Count));
            var operations = members.Sum(member => member!["multiplyAdds"]!.GetValue<double>());
            if (usesPilot)
                operations += context.Input($"rehearsal/{kernel}").Result()["members"]!.AsArray().Sum(member => member!["multiplyAdds"]!.GetValue<double>());
            candidates.Add(new Candidate(
                kernel, members[choice.Member]!["name"]!.GetValue<string>(), usesPilot, operations, samples[choice.Member].Shrink(curated.Target, kappa),
                rehearsed[choice.Member].Shrink(curated.Target, choice.Kappa), kappa, choice.Score));
        }

        if (Mean(candidates, spec.Mean, drift, masses, bins) is { } mean)
            candidates.Add(mean);
        var best = candidates.Where(candidate => costs.ShareOf(candidate) <= MostCompute).MaxBy(candidate => candidate.Validation.Explained ?? double.MinValue);
        context.Output.WriteTensors(TransitionsFile, transitions);
        context.Output.WriteResult(new JsonObject
        {
            ["predictions"] = new JsonArray([.. candidates.Select(candidate => Describe(candidate, candidate == best, costs, bins))]),
            ["reference"] = costs.Reference,
        });
    }

    private static WeightedSample Measured(string input, JobContext context) =>
        WeightedSample.Equal(context.Input(input).Tensors(MeasureJob.MeasuresFile)["quantity"].ToDoubles());

    // Draws made of demonstrations are weighted so that they stand for all demonstrations.
    private static WeightedSample[] SamplesOf(IReadOnlyDictionary<string, StoredTensor> tensors, int members, double[] masses, QuantityBins bins) =>
        [.. Enumerable.Range(0, members).Select(number =>
        {
            var after = tensors[$"{number}"].ToDoubles();
            return tensors.TryGetValue($"{number}.before", out var before)
                ? TransitionMatrix.Weighted(before.ToDoubles(), after, masses, bins)
                : WeightedSample.Equal(after);
        })];

    private static TransitionMatrix? TransitionOf(IReadOnlyDictionary<string, StoredTensor> tensors, int number, QuantityBins bins)
    {
        foreach (var name in (string[])[$"{number}", $"{number}.transitions"])
        {
            if (tensors.TryGetValue($"{name}.before", out var before))
                return TransitionMatrix.Of(before.ToDoubles(), tensors[name].ToDoubles(), bins);
        }

        return null;
    }

    private static Candidate? Mean(List<Candidate> candidates, IReadOnlyList<string> of, double[] narrow, double[] masses, QuantityBins bins)
    {
        if (of.Count != 2 || candidates.Find(candidate => candidate.Kernel == of[0]) is not { } one || candidates.Find(candidate => candidate.Kernel == of[1]) is not { } other)
            return null;
        var fitted = WeightedSample.Mean(one.Fitted, other.Fitted);
        return new Candidate(
            MeanName, $"{one.Kernel} and {other.Kernel}", one.UsesPilot || other.UsesPilot, one.MultiplyAdds + other.MultiplyAdds,
            WeightedSample.Mean(one.Predicted, other.Predicted), fitted, null, PredictionScore.OfPairs(fitted.Masses(bins), narrow, masses));
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
        private readonly double _pilots;

        public Costs(JobContext context, RecommendSpec spec)
        {
            _training = spec.TrainingMultiplyAdds;
            _pilots = WithSamples(context.Input("pilot").Result()) + WithSamples(context.Input("rehearsal").Result());
            if (context.InputNames.Contains("reference"))
                Reference = WithSamples(context.Input("reference").Result()) / _training;
        }

        public double? Reference { get; }

        // Every kernel needs both pilots with their samples, which it is chosen by.
        public double ShareOf(Candidate candidate) => (candidate.MultiplyAdds + _pilots) / _training;

        private static double WithSamples(JsonObject pilot) => ScoreJob.TrainingMultiplyAdds(pilot) + ScoreJob.SamplingMultiplyAdds(pilot, pilot);
    }
}
