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
/// What a kernel leaves open is settled on two equal pilots: what fits the drift of one is scored on that of the other. The member that
/// explains most there is taken, and the kernel that does so, among those that cost at most a quarter of a training, is recommended. A
/// kernel that uses a pilot is drawn from both. The shrinkage is what fits the kernel to the mean drift of the pilots, times a constant.
/// </remarks>
public sealed class RecommendJob : IJobKind
{
    /// <summary>The file with the transition matrices, by kernel: <c>[49, 48]</c>, of what the kernel does without shrinkage.</summary>
    public const string TransitionsFile = "transitions.safetensors";

    /// <summary>The largest share of one training's operations with which a kernel may be recommended.</summary>
    public const double MostCompute = 0.25;

    /// <summary>
    /// How much of a pilot's drift is left in a model that is trained with eleven times the operations. The same for all tasks and kernels;
    /// found on the five tasks of the profile <c>quick</c> (docs/method.md).
    /// </summary>
    public const double PilotToModel = 0.55;

    private const string MeanName = "mean";
    private const ulong StatisticsSeed = 0;
    private static readonly int[] Pilots = [0, 1];

    /// <inheritdoc/>
    public string Name => "recommend";

    /// <inheritdoc/>
    public int Revision => 2;

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var spec = Specs.Read<RecommendSpec>(context.Job.Spec);
        var curated = new CuratedSet(context.Input("curate"));
        var bins = curated.Bins;
        var masses = Histogram.Of(curated.Data()["demonstrations.quantity"].ToDoubles(), bins).Masses();
        double[][] drifts = [.. Pilots.Select(pilot => Histogram.Of(
            context.Input($"pilot/{pilot}.measure").Tensors(MeasureJob.MeasuresFile)["quantity"].ToDoubles(), bins).Masses())];
        double[] drift = [.. drifts[0].Zip(drifts[1], (one, other) => (one + other) / 2)];
        var costs = new Costs(context, spec);

        List<Candidate> candidates = [];
        List<StoredTensor> transitions = [];
        foreach (var kernel in spec.Kernels)
        {
            Artifact[] drawn = context.InputNames.Contains($"kernel/{kernel}")
                ? [context.Input($"kernel/{kernel}")]
                : [.. Pilots.Select(pilot => context.Input($"kernel/{kernel}/{pilot}"))];
            var results = drawn.Select(artifact => artifact.Result()).ToArray();
            var members = results[0]["members"]!.AsArray();
            KernelTensors[] tensors = [.. drawn.Select(artifact => new KernelTensors(artifact.Tensors(PredictJob.PredictionsFile)))];
            WeightedSample[][] samples = [.. Pilots.Select(pilot => Enumerable.Range(0, members.Count)
                .Select(member => KernelTensors.Sample([tensors[Math.Min(pilot, tensors.Length - 1)]], member, masses, bins)).ToArray())];
            var validated = CrossValidation.Of(samples, drifts, masses, curated.Target, bins);
            var whole = KernelTensors.Sample(tensors, validated.Member, masses, bins);
            var kappa = PilotToModel * CrossValidation.FitKappa(whole, drift, masses, curated.Target, bins);
            if (KernelTensors.Transition(tensors, validated.Member, bins) is { } transition)
                transitions.Add(StoredTensor.Of(kernel, transition.ToArray(), Histogram.CellCount, QuantityBins.Count));
            candidates.Add(new Candidate(
                kernel, members[validated.Member]!["name"]!.GetValue<string>(), results[0]["usesPilot"]!.GetValue<bool>(),
                results.SelectMany(result => result["members"]!.AsArray()).Sum(member => member!["multiplyAdds"]!.GetValue<double>()),
                whole.Shrink(curated.Target, kappa), kappa, validated.Score, validated.Predicted));
        }

        if (Mean(candidates, spec.Mean, drifts, masses) is { } mean)
            candidates.Add(mean);
        var best = candidates.Where(candidate => costs.ShareOf(candidate) <= MostCompute).MaxBy(candidate => candidate.Validation.Explained ?? double.MinValue);
        context.Output.WriteTensors(TransitionsFile, transitions);
        context.Output.WriteResult(new JsonObject
        {
            ["predictions"] = new JsonArray([.. candidates.Select(candidate => Describe(candidate, candidate == best, costs, bins))]),
            ["reference"] = costs.Reference,
            ["trainingMultiplyAdds"] = spec.TrainingMultiplyAdds,
        });
    }

    private static Candidate? Mean(List<Candidate> candidates, IReadOnlyList<string> of, double[][] drifts, double[] masses)
    {
        if (of.Count != 2 || candidates.Find(candidate => candidate.Kernel == of[0]) is not { } one || candidates.Find(candidate => candidate.Kernel == of[1]) is not { } other)
            return null;
        double[][] fitted = [.. one.Fitted.Zip(other.Fitted, (a, b) => a.Zip(b, (x, y) => (x + y) / 2).ToArray())];
        return new Candidate(
            MeanName, $"{one.Kernel} and {other.Kernel}", one.UsesPilot || other.UsesPilot, one.MultiplyAdds + other.MultiplyAdds,
            WeightedSample.Mean(one.Predicted, other.Predicted), null, CrossValidation.ScoreOf(fitted, drifts, masses), fitted);
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
        string Kernel, string Member, bool UsesPilot, double MultiplyAdds, WeightedSample Predicted, double? Kappa, PredictionScore Validation,
        IReadOnlyList<double[]> Fitted);

    /// <summary>Operations as shares of one training of the final model.</summary>
    private sealed class Costs
    {
        private readonly double _training;
        private readonly double _pilots;

        public Costs(JobContext context, RecommendSpec spec)
        {
            _training = spec.TrainingMultiplyAdds;
            _pilots = Pilots.Sum(pilot => WithSamples(context.Input($"pilot/{pilot}").Result()));
            if (context.InputNames.Contains("reference"))
                Reference = WithSamples(context.Input("reference").Result()) / _training;
        }

        public double? Reference { get; }

        // Every kernel needs both pilots with their samples, which it is chosen by.
        public double ShareOf(Candidate candidate) => (candidate.MultiplyAdds + _pilots) / _training;

        private static double WithSamples(JsonObject pilot) => ScoreJob.TrainingMultiplyAdds(pilot) + ScoreJob.SamplingMultiplyAdds(pilot, pilot);
    }
}
