using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Misgen.Core.Jobs;
using Misgen.Core.Json;

namespace Misgen.Core.Store;

/// <summary>
/// An artifact in the making, in a temporary folder of the store. Disposing it before it is committed removes it without a trace.
/// </summary>
public sealed class ArtifactWriter : IDisposable
{
    internal const string ResultFile = "result.json";
    private readonly SortedDictionary<string, (long Bytes, string Sha256)> _files = new(StringComparer.Ordinal);
    private readonly FileStream _owner;

    internal ArtifactWriter(Job job, string folder, FileStream owner)
    {
        Job = job;
        Folder = folder;
        _owner = owner;
    }

    internal Job Job { get; }

    internal string Folder { get; }

    /// <summary>Writes the job's result, <c>result.json</c>.</summary>
    /// <param name="result">A JSON object.</param>
    public void WriteResult(JsonObject result) => WriteFile(ResultFile, CanonicalJson.ToBytes(result));

    /// <summary>Writes a file of tensors.</summary>
    /// <param name="file">Its name, ending in <c>.safetensors</c>.</param>
    /// <param name="tensors">Its tensors.</param>
    public void WriteTensors(string file, params IReadOnlyList<StoredTensor> tensors) =>
        Write(file, stream => Safetensors.Write(stream, tensors));

    /// <summary>Writes a file of bytes.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="bytes">Its content.</param>
    public void WriteFile(string file, byte[] bytes) => Write(file, stream => stream.Write(bytes));

    /// <summary>Removes what was not committed.</summary>
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(Folder))
                Directory.Delete(Folder, recursive: true);
            File.Delete(_owner.Name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next process that opens the store reclaims it.
        }

        // Last: as long as it is held, no other process removes the folder.
        _owner.Dispose();
    }

    internal JsonObject Seal(JsonObject provenance)
    {
        var files = new JsonObject(_files.Select(file => KeyValuePair.Create(
            file.Key, (JsonNode?)new JsonObject { ["bytes"] = file.Value.Bytes, ["sha256"] = file.Value.Sha256 })));
        var document = new JsonObject
        {
            ["schemaVersion"] = 1,
            ["id"] = Job.Id.Hex,
            ["job"] = Job.Identity(),
            ["label"] = Job.Label,
            ["files"] = files,
            ["digest"] = ArtifactDigest.Of(Job.Id, files),
            ["provenance"] = provenance,
        };
        document["seal"] = ArtifactDigest.SealOf(document);
        return document;
    }

    private void Write(string file, Action<Stream> content)
    {
        if (Path.GetFileName(file) != file || _files.ContainsKey(file))
            throw new ArgumentException($"'{file}' is not the plain name of a new file.", nameof(file));
        var path = Path.Combine(Folder, file);
        StoreException.Guard(Folder, () =>
        {
            using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
            content(stream);
            stream.Flush(flushToDisk: true);
            stream.Position = 0;
            _files.Add(file, (stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream))));
        });
    }
}
