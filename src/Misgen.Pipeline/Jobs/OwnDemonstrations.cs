using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Misgen.Core.DataFiles;
using Misgen.Core.Plugins;
using Misgen.Core.Quantities;
using Misgen.Core.Statistics;
using Misgen.Plugins;

namespace Misgen.Pipeline.Jobs;

/// <summary>A user's own demonstrations with what is measured of them, dressed as a task that cannot be simulated.</summary>
/// <param name="Trajectories">The trajectories.</param>
/// <param name="Entry">The task: quantity, range, target, layout.</param>
/// <param name="Spec">All that the prediction depends on beside the model.</param>
public sealed record OwnDemonstrations(TrajectorySet Trajectories, TaskEntry Entry, ImportSpec Spec)
{
    private const string TaskId = "own/data";
    private const string PluginName = "own demonstrations";
    private const int TargetQuantiles = 4000;

    /// <summary>With a built-in quantity.</summary>
    /// <param name="trajectories">The trajectories; models see all of their channels.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="channels">The channels that it is measured of.</param>
    /// <param name="interval">Time between two steps.</param>
    /// <param name="range">Its range.</param>
    /// <param name="uniform">Whether the target is uniform on the range; else it is the distribution of the demonstrations.</param>
    public static OwnDemonstrations Of(
        TrajectorySet trajectories, TrajectoryQuantity quantity, IReadOnlyList<int> channels, double interval, QuantityRange range, bool uniform)
    {
        ArgumentNullException.ThrowIfNull(trajectories);
        ArgumentNullException.ThrowIfNull(quantity);
        var count = trajectories.Channels.Count;
        int[] chosen = [.. channels];
        var all = chosen.SequenceEqual(Enumerable.Range(0, count));
        double Measure(ReadOnlySpan<float> trajectory)
        {
            if (all)
                return quantity.Measure(trajectory, count, interval);
            var selected = new float[trajectory.Length / count * chosen.Length];
            for (var i = 0; i < selected.Length; i++)
                selected[i] = trajectory[(i / chosen.Length * count) + chosen[i % chosen.Length]];
            return quantity.Measure(selected, chosen.Length, interval);
        }

        var names = string.Join(", ", chosen.Select(channel => trajectories.Channels[channel]));
        return Make(
            trajectories, new Quantity(quantity.Id, "1", range, Measure), interval, uniform, $"{quantity.Id} of {names}");
    }

    /// <summary>With the quantity of a task.</summary>
    /// <param name="trajectories">The trajectories, laid out as the task's.</param>
    /// <param name="task">The task.</param>
    /// <param name="uniform">Whether the target is uniform on the range; else it is the distribution of the demonstrations.</param>
    public static OwnDemonstrations Of(TrajectorySet trajectories, TaskEntry task, bool uniform)
    {
        ArgumentNullException.ThrowIfNull(trajectories);
        ArgumentNullException.ThrowIfNull(task);
        return Make(
            trajectories, task.Task.Quantity, task.Task.Simulator.Layout.Interval, uniform, $"{task.Task.Id} of plugin {task.Plugin.Digest}");
    }

    private static OwnDemonstrations Make(TrajectorySet trajectories, Quantity quantity, double interval, bool uniform, string measured)
    {
        var layout = new TrajectoryLayout(trajectories.Length, [.. trajectories.Channels.Select(name => new Channel(name))], interval);
        var values = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(trajectories.Values.AsSpan())));
        var spec = new ImportSpec(
            values, trajectories.Count, trajectories.Length, trajectories.Channels, measured, interval, quantity.Range.Low, quantity.Range.High, uniform);
        TargetDistribution target = uniform ? new UniformTarget(quantity.Range) : new TabulatedTarget("data", Quantiles(trajectories, quantity));
        var task = new PhysicsTask
        {
            Id = TaskId,
            Description = PluginName,
            Simulator = new Given(layout),
            Quantity = quantity,
            Curator = new SteeredCurator(target),
            Defects = [],
        };
        var digest = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Specs.ToJson(spec).ToJsonString())));
        return new OwnDemonstrations(
            trajectories, new TaskEntry(new LoadedPlugin(PluginName, "", digest, "", PluginContract.Version, [task]), task), spec);
    }

    private static double[] Quantiles(TrajectorySet trajectories, Quantity quantity)
    {
        var q = new double[trajectories.Count];
        for (var i = 0; i < q.Length; i++)
            q[i] = quantity.Measure(trajectories.Trajectory(i));
        double[] sorted = [.. q.Where(double.IsFinite).Order()];
        return [.. Enumerable.Range(0, TargetQuantiles + 1).Select(i => Quantile.OfSorted(sorted, (double)i / TargetQuantiles))];
    }

    /// <summary>Trajectories that are there already.</summary>
    private sealed class Given(TrajectoryLayout layout) : ISimulator
    {
        public TrajectoryLayout Layout => layout;

        public void Simulate(RandomStream random, double wanted, Span<float> trajectory) =>
            throw new NotSupportedException("A user's own demonstrations cannot be simulated.");
    }
}
