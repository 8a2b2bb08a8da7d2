using Misgen.Pipeline.Configuration;

namespace Misgen.Pipeline.Planning;

/// <summary>What a user asked to run, resolved: ids that exist, sizes that make sense.</summary>
/// <param name="ProfileName">Name of the profile.</param>
/// <param name="Profile">Its sizes.</param>
/// <param name="Tasks">Ids of the tasks.</param>
/// <param name="Models">Ids of the models.</param>
/// <param name="Interventions">Ids of the interventions.</param>
/// <param name="Seeds">The seeds.</param>
/// <param name="Kernels">Ids of the kernels that predict; empty for no predictions.</param>
public sealed record BenchmarkRequest(
    string ProfileName, Profile Profile, IReadOnlyList<string> Tasks, IReadOnlyList<string> Models, IReadOnlyList<string> Interventions,
    IReadOnlyList<ulong> Seeds, IReadOnlyList<string> Kernels);

/// <summary>Where a benchmark computes.</summary>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Numerics">The numerics fingerprint there.</param>
/// <param name="Version">Misgen's version.</param>
public sealed record ComputeEnvironment(string Device, string Numerics, string Version)
{
    /// <summary>The device that a numerics fingerprint ends with: <c>cpu</c> or <c>cuda</c>.</summary>
    /// <param name="numerics">A fingerprint; null for a job that does not compute with libtorch.</param>
    public static string DeviceOf(string? numerics) => numerics is null || numerics.EndsWith("; cpu", StringComparison.Ordinal) ? "cpu" : "cuda";
}
