using System.Text.Json.Nodes;
using Misgen.Core.Jobs;
using Misgen.Core.Store;

namespace Misgen.Core.Tests.Store;

/// <summary>A temporary folder for a store.</summary>
internal sealed class StoreFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("misgen-store-").FullName;

    public string Root => Path.Combine(_root, "store");

    /// <summary>The store as one more process sees it, which has verified nothing and locked nothing yet.</summary>
    public ArtifactStore Open() => new(Root);

    public string FolderOf(Job job) => Path.Combine(Root, "objects", job.Id.Hex[..2], job.Id.Hex);

    public string[] TemporaryEntries() => Directory.GetFileSystemEntries(Path.Combine(Root, "temporary"));

    /// <summary>Stores a result and a tensor.</summary>
    public static void Commit(ArtifactStore store, Job job, JsonObject? provenance = null, float value = 1)
    {
        using var writer = store.Begin(job);
        writer.WriteResult(new JsonObject { ["value"] = value });
        writer.WriteTensors("data.safetensors", StoredTensor.Of("x", [value, 2f, 3f], 3));
        store.Commit(writer, provenance ?? []);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
