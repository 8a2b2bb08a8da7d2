using System.Text.Json.Nodes;
using Misgen.Core.Distributions;
using Misgen.Core.Plugins;
using Misgen.Core.Store;
using Misgen.Plugins;

namespace Misgen.Pipeline.Jobs;

/// <summary>
/// What a <c>curate</c> artifact says of its task and holds of its data: all that later stages need, so that none of them reaches
/// back to the plugin for it.
/// </summary>
public sealed class CuratedSet
{
    /// <summary>The file with the trajectories and their quantities.</summary>
    public const string DataFile = "demonstrations.safetensors";
    private const int TargetQuantiles = 4000;
    private readonly Artifact _artifact;
    private readonly JsonObject _result;

    /// <summary>Reads an artifact.</summary>
    /// <param name="artifact">The artifact of a <c>curate</c> job.</param>
    public CuratedSet(Artifact artifact)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        _artifact = artifact;
        _result = artifact.Result();
        var range = _result["quantity"]!["range"]!.AsArray();
        Range = new QuantityRange(range[0]!.GetValue<double>(), range[1]!.GetValue<double>());
        Bins = new QuantityBins(Range);
        Target = new TabulatedTarget(
            _result["target"]!["name"]!.GetValue<string>(),
            [.. _result["target"]!["quantiles"]!.AsArray().Select(value => value!.GetValue<double>())]);
    }

    /// <summary>Id of the task.</summary>
    public string Task => _result["task"]!.GetValue<string>();

    /// <summary>The plugin's name, version and digest, as in the leaderboard.</summary>
    public JsonObject Plugin => _result["plugin"]!.AsObject();

    /// <summary>The quantity's name, unit and range, as in the leaderboard.</summary>
    public JsonObject Quantity => _result["quantity"]!.AsObject();

    /// <summary>The quantity's range.</summary>
    public QuantityRange Range { get; }

    /// <summary>The bins over it.</summary>
    public QuantityBins Bins { get; }

    /// <summary>The target distribution.</summary>
    public TargetDistribution Target { get; }

    /// <summary>Steps of a trajectory.</summary>
    public int Length => _result["layout"]!["length"]!.GetValue<int>();

    /// <summary>Channels of a trajectory.</summary>
    public int Channels => _result["layout"]!["channels"]!.AsArray().Count;

    /// <summary>Tolerances of the defects, in order.</summary>
    public IReadOnlyList<double> Tolerances => [.. _result["defects"]!.AsArray().Select(defect => defect!["tolerance"]!.GetValue<double>())];

    /// <summary>The trajectories and quantities.</summary>
    public IReadOnlyDictionary<string, StoredTensor> Data() => _artifact.Tensors(DataFile);

    /// <summary>What the artifact says of its task.</summary>
    /// <param name="entry">The task.</param>
    public static JsonObject Describe(TaskEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var (plugin, task) = entry;
        return new JsonObject
        {
            ["task"] = task.Id,
            ["plugin"] = new JsonObject { ["name"] = plugin.Name, ["version"] = plugin.Version, ["digest"] = plugin.Digest },
            ["quantity"] = new JsonObject
            {
                ["name"] = task.Quantity.Name,
                ["unit"] = task.Quantity.Unit,
                ["range"] = new JsonArray(task.Quantity.Range.Low, task.Quantity.Range.High),
            },
            ["layout"] = Describe(task.Simulator.Layout),
            ["target"] = new JsonObject
            {
                ["name"] = task.Curator.Target.Name,
                ["quantiles"] = new JsonArray([.. Enumerable.Range(0, TargetQuantiles + 1)
                    .Select(i => JsonValue.Create(task.Curator.Target.Quantile((double)i / TargetQuantiles)))]),
            },
            ["defects"] = new JsonArray([.. task.Defects.Select(defect => new JsonObject
            {
                ["name"] = defect.Name,
                ["unit"] = defect.Unit,
                ["tolerance"] = defect.Tolerance,
            })]),
        };
    }

    /// <summary>A layout, as the artifact says it.</summary>
    internal static JsonObject Describe(TrajectoryLayout layout) => new()
    {
        ["length"] = layout.Length,
        ["channels"] = new JsonArray([.. layout.Channels.Select(channel => new JsonObject { ["name"] = channel.Name, ["unit"] = channel.Unit })]),
        ["interval"] = layout.Interval,
        ["intervalUnit"] = layout.IntervalUnit,
    };
}
