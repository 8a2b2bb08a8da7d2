using System.Text.Json.Nodes;
using Misgen.Core.Jobs;

namespace Misgen.Host.Verification;

/// <summary>Something that a result may depend on, as it was when the job was first run and as it is now.</summary>
/// <param name="Name">Its name, as in <c>artifact.json</c>.</param>
/// <param name="Then">What it was.</param>
/// <param name="Now">What it is.</param>
internal sealed record ProvenanceFact(string Name, string Then, string Now)
{
    private const string NotRecorded = "not recorded";

    private static readonly string[] OfMachine =
        ["misgen", "commit", "processor", "instructionSet", "device", "libtorch", "threadsPerJob", "dotnet", "system"];

    public bool IsSame => Then == Now;

    /// <summary>All that is recorded of a job: what is part of its id, then build and machine, then what it read.</summary>
    /// <param name="job">The job.</param>
    /// <param name="then">The provenance of its artifact.</param>
    /// <param name="now">The provenance of the artifact that it made now.</param>
    public static IReadOnlyList<ProvenanceFact> Of(Job job, JsonObject then, JsonObject now) =>
    [
        new("pluginDigest", job.PluginDigest ?? NotRecorded, job.PluginDigest ?? NotRecorded),
        new("numerics", job.Numerics ?? NotRecorded, job.Numerics ?? NotRecorded),
        .. OfMachine.Select(name => new ProvenanceFact(name, Text(then[name]), Text(now[name]))),
        .. job.Inputs.Select(input => new ProvenanceFact(
            $"input {input.Name}", Text(then["inputDigests"]?[input.Name]), Text(now["inputDigests"]?[input.Name]))),
    ];

    private static string Text(JsonNode? value) => value?.ToString() ?? NotRecorded;
}
