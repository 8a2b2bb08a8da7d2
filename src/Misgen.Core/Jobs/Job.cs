using System.Text.Json.Nodes;
using Misgen.Core.Json;

namespace Misgen.Core.Jobs;

/// <summary>The artifact of another job, under the name by which a job reads it.</summary>
/// <param name="Name">The name, unique among the job's inputs.</param>
/// <param name="Id">The other job.</param>
public sealed record JobInput(string Name, JobId Id);

/// <summary>
/// A pure function with its arguments: a kind, a canonical JSON spec and the artifacts it reads. Equal jobs have equal ids, and
/// equal ids mean equal artifacts.
/// </summary>
public sealed record Job
{
    private readonly Lazy<JobId> _id;

    /// <summary>Describes a job.</summary>
    /// <param name="kind">Its kind, such as <c>train</c>.</param>
    /// <param name="revision">The kind's revision: raised whenever the kind's output changes.</param>
    /// <param name="spec">What it computes; everything in it is part of the id.</param>
    /// <param name="inputs">The artifacts it reads.</param>
    /// <param name="pluginDigest">The digest of the plugin that it calls; null where it calls none.</param>
    /// <param name="numerics">The numerics fingerprint; null where it does not compute with libtorch.</param>
    public Job(string kind, int revision, JsonObject spec, IReadOnlyList<JobInput> inputs, string? pluginDigest = null, string? numerics = null)
    {
        Kind = kind;
        Revision = revision;
        Spec = spec;
        Inputs = inputs;
        PluginDigest = pluginDigest;
        Numerics = numerics;
        _id = new Lazy<JobId>(() => JobId.Of(CanonicalJson.ToBytes(Identity())));
    }

    /// <summary>The job that an artifact was made by. Its inputs are in the order of their names.</summary>
    /// <param name="identity">What <see cref="Identity"/> gave.</param>
    /// <param name="label">Its label.</param>
    public static Job Of(JsonObject identity, string label)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var inputs = identity["inputs"]!.AsObject().Select(input => new JobInput(input.Key, JobId.Parse(input.Value!.GetValue<string>())));
        return new Job(
            identity["kind"]!.GetValue<string>(), identity["revision"]!.GetValue<int>(), identity["spec"]!.DeepClone().AsObject(), [.. inputs],
            identity["pluginDigest"]?.GetValue<string>(), identity["numerics"]?.GetValue<string>())
        {
            Label = label,
        };
    }

    /// <summary>Its kind.</summary>
    public string Kind { get; }

    /// <summary>The kind's revision.</summary>
    public int Revision { get; }

    /// <summary>What it computes.</summary>
    public JsonObject Spec { get; }

    /// <summary>The artifacts it reads.</summary>
    public IReadOnlyList<JobInput> Inputs { get; }

    /// <summary>The digest of the plugin it calls, or null.</summary>
    public string? PluginDigest { get; }

    /// <summary>The numerics fingerprint, or null.</summary>
    public string? Numerics { get; }

    /// <summary>What people read; not part of the id.</summary>
    public required string Label { get; init; }

    /// <summary>About how long it takes on one core, for planning; not part of the id.</summary>
    public TimeSpan ExpectedTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>About how much its artifact takes in the store; not part of the id.</summary>
    public long ExpectedBytes { get; init; } = 4096;

    /// <summary>Whether it computes on a GPU, of which an engine gives one job at a time; not part of the id.</summary>
    public bool NeedsGpu { get; init; }

    /// <summary>After how long it has failed; null where it may take as long as it needs. Not part of the id.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Its identity.</summary>
    public JobId Id => _id.Value;

    /// <summary>All that the id is made of, and all that an artifact records of its job.</summary>
    public JsonObject Identity() => new()
    {
        ["kind"] = Kind,
        ["revision"] = Revision,
        ["spec"] = Spec.DeepClone(),
        ["inputs"] = new JsonObject(Inputs.Select(input => KeyValuePair.Create(input.Name, (JsonNode?)input.Id.Hex))),
        ["pluginDigest"] = PluginDigest,
        ["numerics"] = Numerics,
    };
}
