using System.Text.Json.Nodes;
using Misgen.Core.Jobs;

namespace Misgen.Core.Store;

/// <summary>What an artifact says of itself. Its files were not read, so they may be damaged.</summary>
/// <param name="Job">The job that made it.</param>
/// <param name="Bytes">The size of its files, <c>artifact.json</c> among them.</param>
/// <param name="Provenance">Who made it, where and when.</param>
public sealed record ArtifactRecord(Job Job, long Bytes, JsonObject Provenance)
{
    /// <summary>When its job ended, as ISO 8601; null where it does not say.</summary>
    public string? Ended => Provenance["ended"]?.GetValue<string>();

    /// <summary>How long its job took; zero where it does not say.</summary>
    public TimeSpan Wall => TimeSpan.FromSeconds(Provenance["wallSeconds"]?.GetValue<double>() ?? 0);
}
