using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Misgen.Core.Jobs;
using Misgen.Pipeline.Jobs;
using Misgen.Torch;
using TorchSharp;

namespace Misgen.Pipeline.Tests;

/// <summary>
/// The outputs of every kind of job, pinned. A kind whose output changes must raise its revision, or old artifacts would pass for
/// new ones: then raise it and write the new digests, which the failing test prints, into golden.json.
/// </summary>
public sealed class GoldenDigestTests(SmallBenchmark small) : IClassFixture<SmallBenchmark>
{
    [SkippableTheory]
    [InlineData("curate")]
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
        Skip.If(platform != golden.RootElement.GetProperty("platform").GetString(), $"digests are pinned on another platform than this one ({platform})");

        var revision = SmallBenchmark.Kinds[kind].Revision;
        var pinned = golden.RootElement.GetProperty("kinds").GetProperty(kind);

        $"revision {revision}: {DigestOf(kind)}".Should().Be(
            pinned.GetString(), "an output that changes needs a new revision of its kind; raise it and pin the new digest in golden.json");
    }

    // Every tensor file of the kind; for rank, the leaderboard without the plugin's digest, which changes with any edit of the plugin.
    private string DigestOf(string kind)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var job in small.Plan.Graph.Jobs.Where(job => job.Kind == kind))
            digest.AppendData(Content(kind, job));
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private byte[] Content(string kind, Job job)
    {
        var artifact = small.Store.Open(job.Id);
        return kind switch
        {
            "curate" => artifact.Bytes(CuratedSet.DataFile),
            "pilot" => artifact.Bytes(SampleJob.SamplesFile),
            "predict" => artifact.Bytes(PredictJob.PredictionsFile),
            "recommend" => artifact.Bytes(RecommendJob.TransitionsFile),
            "train" => artifact.Bytes(TrialModel.CheckpointFile),
            "sample" => artifact.Bytes(SampleJob.SamplesFile),
            "measure" => artifact.Bytes(MeasureJob.MeasuresFile),
            _ => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(artifact.Bytes(RankJob.LeaderboardFile))
                .Replace(Repository.Plugins.Plugins.Single(plugin => plugin.Name == "Synthetic").Digest, "", StringComparison.Ordinal)),
        };
    }

    // Libraries choose code by cache sizes, too: the processor's name is part of the platform.
    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").First(line => line.StartsWith("model name", StringComparison.Ordinal)).Split(':')[1].Trim()
        : "unknown processor";
}
