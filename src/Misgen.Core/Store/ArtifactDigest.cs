using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Misgen.Core.Jobs;
using Misgen.Core.Json;

namespace Misgen.Core.Store;

/// <summary>The two digests of <c>artifact.json</c>.</summary>
internal static class ArtifactDigest
{
    /// <summary>Of the job's id and its files: what must be equal wherever the job is run.</summary>
    public static string Of(JobId id, JsonObject files) =>
        Sha256(new JsonObject { ["id"] = id.Hex, ["files"] = files.DeepClone() });

    /// <summary>Of the whole document but the seal itself: finds damage of <c>artifact.json</c>.</summary>
    public static string SealOf(JsonObject document)
    {
        var content = document.DeepClone().AsObject();
        content.Remove("seal");
        return Sha256(content);
    }

    private static string Sha256(JsonNode node) => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.ToBytes(node)));
}
