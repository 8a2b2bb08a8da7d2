using System.Text.Json.Nodes;

namespace Misgen.Core.Store;

/// <summary>The output of one finished job, verified against its digests when it was opened.</summary>
public sealed class Artifact
{
    private readonly string _folder;
    private readonly JsonObject _document;

    internal Artifact(string folder, JsonObject document)
    {
        _folder = folder;
        _document = document;
    }

    /// <summary>A digest of the job and every file: equal digests are equal results.</summary>
    public string Digest => _document["digest"]!.GetValue<string>();

    /// <summary>The SHA-256 of every file, by its name.</summary>
    public IReadOnlyDictionary<string, string> FileDigests =>
        _document["files"]!.AsObject().ToDictionary(file => file.Key, file => file.Value!["sha256"]!.GetValue<string>(), StringComparer.Ordinal);

    /// <summary>Who made it, where and when: not part of the digest.</summary>
    public JsonObject Provenance => _document["provenance"]!.AsObject();

    /// <summary>The job's result, <c>result.json</c>.</summary>
    public JsonObject Result() => JsonNode.Parse(File.ReadAllBytes(PathOf(ArtifactWriter.ResultFile)))!.AsObject();

    /// <summary>The tensors of a file.</summary>
    /// <param name="file">The file's name.</param>
    public IReadOnlyDictionary<string, StoredTensor> Tensors(string file) => Safetensors.Read(PathOf(file));

    /// <summary>The bytes of a file.</summary>
    /// <param name="file">The file's name.</param>
    public byte[] Bytes(string file) => File.ReadAllBytes(PathOf(file));

    /// <summary>Where a file of the artifact is.</summary>
    /// <param name="file">The file's name.</param>
    public string PathOf(string file) => Path.Combine(_folder, file);
}
