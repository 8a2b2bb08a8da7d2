using System.Text.Json.Nodes;
using Misgen.Core.Jobs;
using Misgen.Core.Store;
using Misgen.Pipeline.Configuration;
using Misgen.Pipeline.Jobs;
using Misgen.Pipeline.Leaderboard;
using Misgen.Pipeline.Planning;
using Misgen.Torch;
using TorchSharp;

namespace Misgen.Pipeline.Tests;

/// <summary>A benchmark of seconds, run once: two tasks, both models, both interventions, two seeds.</summary>
public sealed class SmallBenchmark : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"misgen-tests-{Guid.NewGuid():N}");

    public SmallBenchmark()
    {
        Store = new ArtifactStore(_folder);
        Plan = MakePlan();
        Run(Plan, Store);
    }

    internal static Profile Profile { get; } = new()
    {
        Description = "small",
        Tasks = ["*"],
        Models = new Dictionary<string, ModelSettings>(StringComparer.Ordinal)
        {
            ["unet-diffusion"] = new() { Width = 8, Steps = 12, Batch = 16 },
            ["mlp-diffusion"] = new() { Width = 32, Steps = 12, Batch = 16 },
        },
        Interventions = ["none", "condition"],
        Seeds = [0, 1],
        Demonstrations = 400,
        HeldOut = 200,
        Samples = 200,
        SamplesAtTwiceTheSteps = 100,
        SolverSteps = 4,
    };

    public ArtifactStore Store { get; }

    internal BenchmarkPlan Plan { get; }

    internal LeaderboardDocument Board => LeaderboardJson.FromBytes(BoardBytes);

    internal byte[] BoardBytes => Store.Open(Plan.Rank!.Id).Bytes(RankJob.LeaderboardFile);

    internal static IReadOnlyDictionary<string, IJobKind> Kinds { get; } = JobKinds.All(Repository.Plugins, 2);

    internal static BenchmarkPlan MakePlan(Losses? without = null) => BenchmarkPlan.Build(
        new BenchmarkRequest(
            "small", Profile, ["synthetic/logistic", "synthetic/cone"], ["unet-diffusion", "mlp-diffusion"], ["none", "condition"], [0, 1],
            ["isotropic", "patch-gmm", "narrow-pilot"]),
        Repository.Plugins, Kinds, new ComputeEnvironment("cpu", LibTorch.NumericsFingerprint(torch.CPU), "0.0.0"), without);

    internal static void Run(BenchmarkPlan plan, ArtifactStore store)
    {
        var runner = new JobRunner(store, Kinds, () => new JsonObject(), TimeProvider.System);
        foreach (var job in plan.Graph.Jobs)
            runner.Run(job, new Silent(), CancellationToken.None);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal sealed class Silent : IJobObserver
    {
        public void Started(Job job)
        {
        }

        public void Progressed(Job job, double share)
        {
        }

        public void Ended(Job job, JobResult result)
        {
        }

        public void Warned(string message)
        {
        }
    }
}
