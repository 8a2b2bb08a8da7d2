using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Misgen.Pipeline.Jobs;

/// <summary>The spec of a <c>curate</c> job: the demonstrations and held-out trajectories of a task.</summary>
/// <param name="Task">Id of the task.</param>
/// <param name="DataSeed">Seed of the data; 0 in every profile.</param>
/// <param name="Demonstrations">How many to train on.</param>
/// <param name="HeldOut">How many to keep back.</param>
public sealed record CurateSpec(string Task, ulong DataSeed, int Demonstrations, int HeldOut);

/// <summary>The spec of a <c>train</c> job.</summary>
/// <param name="Model">Id of the model family.</param>
/// <param name="Width">Size of the network.</param>
/// <param name="Steps">Optimizer steps.</param>
/// <param name="Batch">Trajectories per step.</param>
/// <param name="LearningRate">Largest learning rate.</param>
/// <param name="Intervention">Id of the intervention.</param>
/// <param name="Seed">The trial's seed.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
public sealed record TrainSpec(
    string Model, int Width, int Steps, int Batch, double LearningRate, string Intervention, ulong Seed, string Device);

/// <summary>The spec of an <c>import</c> job: a user's own demonstrations.</summary>
/// <param name="Values">SHA-256 of the values, <c>[count, length, channels]</c> float32.</param>
/// <param name="Count">Number of trajectories.</param>
/// <param name="Length">Steps of each.</param>
/// <param name="Channels">Names of the channels.</param>
/// <param name="Measured">What is measured of them, in words that tell any two apart.</param>
/// <param name="Interval">Time between two steps.</param>
/// <param name="Low">Lower end of the quantity's range.</param>
/// <param name="High">Upper end.</param>
/// <param name="Uniform">Whether the target is uniform on the range.</param>
public sealed record ImportSpec(
    string Values, int Count, int Length, IReadOnlyList<string> Channels, string Measured, double Interval, double Low, double High, bool Uniform);

/// <summary>The spec of a <c>pilot</c> job: a small model trained with a share of the final training's operations, and its samples.</summary>
/// <param name="Training">How it is trained; the intervention is the baseline.</param>
/// <param name="Samples">How many trajectories it generates.</param>
/// <param name="SolverSteps">Steps of the sampler.</param>
public sealed record PilotSpec(TrainSpec Training, int Samples, int SolverSteps);

/// <summary>The spec of a <c>predict</c> job: what one kernel says of a task.</summary>
/// <param name="Task">Id of the task.</param>
/// <param name="Kernel">Id of the kernel.</param>
/// <param name="Count">Trajectories to draw.</param>
/// <param name="RoundTrips">Trajectories to draw where each costs a run of the reverse process.</param>
/// <param name="SolverSteps">Steps of the sampler that the model will have.</param>
public sealed record PredictSpec(string Task, string Kernel, int Count, int RoundTrips, int SolverSteps);

/// <summary>The spec of a <c>recommend</c> job: the predictions of one task and model.</summary>
/// <param name="Model">Id of the model family.</param>
/// <param name="Kernels">Ids of the kernels.</param>
/// <param name="Mean">The two kernels whose average is a kernel of its own; empty for none.</param>
/// <param name="TrainingMultiplyAdds">Multiply-adds of one training of the final model.</param>
public sealed record RecommendSpec(string Model, IReadOnlyList<string> Kernels, IReadOnlyList<string> Mean, double TrainingMultiplyAdds);

/// <summary>The spec of a <c>sample</c> job.</summary>
/// <param name="Count">How many trajectories.</param>
/// <param name="SolverSteps">Steps of the sampler.</param>
/// <param name="Seed">The trial's seed.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
public sealed record SampleSpec(int Count, int SolverSteps, ulong Seed, string Device);

/// <summary>The spec of a <c>prior</c> job.</summary>
/// <param name="Intervention">Id of the intervention that makes it.</param>
public sealed record PriorSpec(string Intervention);

/// <summary>The spec of a <c>choose</c> job.</summary>
/// <param name="Representations">Names of the representations to choose from, the reference first.</param>
public sealed record ChooseSpec(IReadOnlyList<string> Representations);

/// <summary>The spec of an <c>encode</c> job.</summary>
/// <param name="Task">Id of the task.</param>
/// <param name="Representation">Name of the representation; null for the one that a <c>choose</c> job takes.</param>
public sealed record EncodeSpec(string Task, string? Representation);

/// <summary>The spec of a <c>decode</c> job.</summary>
/// <param name="Task">Id of the task.</param>
public sealed record DecodeSpec(string Task);

/// <summary>The spec of a <c>reject</c> job.</summary>
/// <param name="Task">Id of the task.</param>
/// <param name="Intervention">Id of the intervention that says what is kept.</param>
/// <param name="Sampling">How many trajectories to keep, and how they are drawn.</param>
public sealed record RejectSpec(string Task, string Intervention, SampleSpec Sampling);

/// <summary>The spec of a <c>measure</c> job.</summary>
/// <param name="Task">Id of the task.</param>
public sealed record MeasureSpec(string Task);

/// <summary>The spec of a <c>score</c> job: the statistics of one task and model.</summary>
/// <param name="Model">Id of the model family.</param>
/// <param name="Interventions">Ids of the interventions, the baseline first.</param>
/// <param name="Seeds">The seeds.</param>
public sealed record ScoreSpec(string Model, IReadOnlyList<string> Interventions, IReadOnlyList<ulong> Seeds);

/// <summary>The spec of a <c>rank</c> job: the leaderboard.</summary>
/// <param name="Profile">Name of the profile.</param>
/// <param name="Version">Misgen's version.</param>
/// <param name="Numerics">The numerics fingerprint of the jobs that compute with libtorch.</param>
public sealed record RankSpec(string Profile, string Version, string Numerics);

/// <summary>Specs to JSON and back.</summary>
public static class Specs
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>A spec as JSON.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="spec">The spec.</param>
    public static JsonObject ToJson<T>(T spec) => JsonSerializer.SerializeToNode(spec, Options)!.AsObject();

    /// <summary>A spec from JSON.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="spec">The JSON.</param>
    public static T Read<T>(JsonObject spec) => spec.Deserialize<T>(Options)!;
}
