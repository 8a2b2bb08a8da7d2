using Misgen.Core.Interventions;
using Misgen.Core.Store;
using Misgen.Pipeline.Jobs;
using Misgen.Pipeline.Leaderboard;
using Misgen.Pipeline.Planning;
using Misgen.Torch;
using TorchSharp;

namespace Misgen.Pipeline.Tests;

/// <summary>A benchmark of seconds, run once: one task with coordinates of its own, one model, every intervention, two seeds.</summary>
public sealed class InterventionsBenchmark : IDisposable
{
    internal const string Task = "synthetic/cone";
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"misgen-tests-{Guid.NewGuid():N}");

    public InterventionsBenchmark()
    {
        Store = new ArtifactStore(_folder);
        Plan = MakePlan();
        SmallBenchmark.Run(Plan, Store);
    }

    public ArtifactStore Store { get; }

    internal BenchmarkPlan Plan { get; }

    internal ModelBoard Model => LeaderboardJson.FromBytes(Store.Open(Plan.Rank!.Id).Bytes(RankJob.LeaderboardFile)).Tasks.Single().Models.Single();

    internal static BenchmarkPlan MakePlan(string task = Task, params IReadOnlyList<string> kernels) => BenchmarkPlan.Build(
        new BenchmarkRequest(
            "small", SmallBenchmark.Profile, [task], ["unet-diffusion"], [.. InterventionRegistry.All.Select(one => one.Id)], [0, 1],
            kernels.Count == 0 ? ["isotropic", "narrow-pilot"] : kernels),
        Repository.Plugins, SmallBenchmark.Kinds, new ComputeEnvironment("cpu", LibTorch.NumericsFingerprint(torch.CPU), "0.0.0"));

    internal Artifact Job(string label) => Store.Open(Plan.Graph.Jobs.Single(job => job.Label == label).Id);

    internal Artifact Trial(string stage, string intervention, int seed) => Job($"{stage} {Task} unet-diffusion {intervention} seed {seed}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
