using System.Text.Json;
using System.Text.Json.Serialization;
using Misgen.Core.Interventions;
using Misgen.Learning.Kernels;
using Misgen.Learning.Models;

namespace Misgen.Pipeline.Configuration;

/// <summary>The profiles of a <c>benchmarks.json</c>, validated.</summary>
public sealed class BenchmarksFile
{
    private const int SchemaVersion = 1;
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
    };

    private BenchmarksFile(IReadOnlyDictionary<string, Profile> profiles) => Profiles = profiles;

    /// <summary>The profiles by name.</summary>
    public IReadOnlyDictionary<string, Profile> Profiles { get; }

    /// <summary>Reads and validates a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">It is missing, malformed, or says something that makes no sense; one line with the
    /// place.</exception>
    public static BenchmarksFile Load(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"cannot read {path}: {exception.Message}", exception);
        }

        try
        {
            var document = JsonSerializer.Deserialize<Document>(bytes, Options) ?? throw new JsonException("the file holds null");
            if (document.SchemaVersion != SchemaVersion)
                throw new InvalidInputException($"{path}: schemaVersion is {document.SchemaVersion}, expected {SchemaVersion}");
            foreach (var (name, profile) in document.Profiles)
                Validate($"{path}: profile '{name}'", profile);
            return new BenchmarksFile(document.Profiles);
        }
        catch (JsonException exception)
        {
            var place = exception.LineNumber is { } line ? $" at line {line + 1}" : "";
            var member = exception.Path is { Length: > 1 } memberPath ? $" ({memberPath})" : "";
            throw new InvalidInputException($"{path} is malformed{place}{member}: {Explain(exception)}", exception);
        }
    }

    private static string Explain(JsonException exception)
    {
        var message = exception.Message;
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    private static void Validate(string where, Profile profile)
    {
        Require(profile.Tasks.Count > 0, where, "has no tasks");
        Require(profile.Models.Count > 0, where, "has no models");
        Require(profile.Seeds.Count > 0, where, "has no seeds");
        Require(profile.Seeds.Distinct().Count() == profile.Seeds.Count, where, "names a seed twice");
        Require(profile.Demonstrations is >= 100 and <= 10_000_000, where, $"has {profile.Demonstrations} demonstrations, expected 100 to 10,000,000");
        Require(profile.HeldOut is >= 100 and <= 10_000_000, where, $"has {profile.HeldOut} held-out trajectories, expected 100 to 10,000,000");
        Require(profile.Samples is >= 100 and <= 10_000_000, where, $"has {profile.Samples} samples, expected 100 to 10,000,000");
        Require(profile.SamplesAtTwiceTheSteps is >= 100 and <= 10_000_000, where, $"has {profile.SamplesAtTwiceTheSteps} samplesAtTwiceTheSteps, expected 100 to 10,000,000");
        Require(profile.SolverSteps is >= 2 and <= 1000, where, $"has {profile.SolverSteps} solverSteps, expected 2 to 1,000");
        Require(profile.PluginTimeLimitSeconds > 0, where, $"has pluginTimeLimitSeconds {profile.PluginTimeLimitSeconds}, expected a positive number");
        foreach (var id in profile.Interventions)
            Require(InterventionRegistry.Find(id) is not null, where, $"names the unknown intervention '{id}'; known: {string.Join(", ", InterventionRegistry.All.Select(known => known.Id))}");
        foreach (var id in profile.Kernels)
            Require(KernelRegistry.Find(id) is not null, where, $"names the unknown kernel '{id}'; known: {string.Join(", ", KernelRegistry.All.Select(known => known.Id))}");
        foreach (var (id, settings) in profile.Models)
        {
            Require(ModelFamilies.Find(id) is not null, where, $"names the unknown model '{id}'; known: {string.Join(", ", ModelFamilies.All.Select(known => known.Id))}");
            Require(settings.Width is null or (>= 4 and <= 4096), where, $"gives model '{id}' width {settings.Width}, expected 4 to 4,096");
            Require(settings.Steps is >= 1 and <= 100_000_000, where, $"gives model '{id}' {settings.Steps} steps, expected at least 1");
            Require(settings.Batch is >= 1 and <= 65_536, where, $"gives model '{id}' batch {settings.Batch}, expected 1 to 65,536");
            Require(settings.LearningRate is > 0 and < 1, where, $"gives model '{id}' learningRate {settings.LearningRate}, expected a number between 0 and 1");
        }
    }

    private static void Require(bool condition, string where, string fault)
    {
        if (!condition)
            throw new InvalidInputException($"{where} {fault}");
    }

    private sealed record Document
    {
        [JsonPropertyName("$schema")]
        public string? Schema { get; init; }

        public required int SchemaVersion { get; init; }

        public required Dictionary<string, Profile> Profiles { get; init; }
    }
}
