using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Misgen.Core.Store;
using Misgen.Pipeline.Jobs;
using Misgen.Torch;
using TorchSharp;

namespace Misgen.Pipeline.Tests;

/// <summary>
/// The outputs of every kind of job, pinned. A kind whose output changes must raise its revision, or old artifacts would pass for
/// new ones: then raise it and write the new digests, which the failing test prints, into golden.json.
/// </summary>
public sealed class GoldenDigestTests(SmallBenchmark small, InterventionsBenchmark interventions)
    : IClassFixture<SmallBenchmark>, IClassFixture<InterventionsBenchmark>
{
    [SkippableTheory]
    [InlineData("curate")]
    [InlineData("prior")]
    [InlineData("choose")]
    [InlineData("encode")]
    [InlineData("decode")]
    [InlineData("reject")]
    [InlineData("pilot")]
    [InlineData("predict")]
    [InlineData("recommend")]
    [InlineData("train")]
    [InlineData("sample")]
    [InlineData("measure")]
    [InlineData("rank")]
    public void Output_OfAKind_HasThePinnedDigest(string kind)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden.json")));
        var platform = $"{LibTorch.NumericsFingerprint(torch.CPU)}; {Processor()}";
        Skip.IfNot(golden.RootElement.GetProperty("platforms").EnumerateArray().Any(known => known.GetString() == platform), $"digests are not pinned on this platform ({platform})");

        var revision = SmallBenchmark.Kinds[kind].Revision;
        var pinned = golden.RootElement.GetProperty("kinds").GetProperty(kind);

        $"revision {revision}: {DigestOf(kind)}".Should().Be(
            pinned.GetString(), "an output that changes needs a new revision of its kind; raise it and pin the new digest in golden.json");
    }

    // Every tensor file of the kind; for rank, the leaderboard without the plugin's digest, which changes with any edit of the plugin.
    private string DigestOf(string kind)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (plan, store) = kind is "prior" or "choose" or "encode" or "decode" or "reject" ? (interventions.Plan, interventions.Store) : (small.Plan, small.Store);
        foreach (var job in plan.Graph.Jobs.Where(job => job.Kind == kind))
            digest.AppendData(Content(kind, store.Open(job.Id)));
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static byte[] Content(string kind, Artifact artifact) => kind switch
    {
        "prior" => artifact.Bytes(PriorJob.PriorFile),
        "choose" => Encoding.UTF8.GetBytes(artifact.Result().ToJsonString()),
        "curate" or "encode" => artifact.Bytes(CuratedSet.DataFile),
        "pilot" => artifact.Bytes(SampleJob.SamplesFile),
        "predict" => artifact.Bytes(PredictJob.PredictionsFile),
        "recommend" => artifact.Bytes(RecommendJob.TransitionsFile),
        "train" => artifact.Bytes(TrialModel.CheckpointFile),
        "sample" or "decode" or "reject" => artifact.Bytes(SampleJob.SamplesFile),
        "measure" => artifact.Bytes(MeasureJob.MeasuresFile),
        _ => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(artifact.Bytes(RankJob.LeaderboardFile))
            .Replace(Repository.Plugins.Plugins.Single(plugin => plugin.Name == "Synthetic").Digest, "", StringComparison.Ordinal)),
    };

    // Libraries choose code by cache sizes, too: the processor's name is part of the platform.
    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").First(line => line.StartsWith("model name", StringComparison.Ordinal)).Split(':')[1].Trim()
        : "unknown processor";
}
