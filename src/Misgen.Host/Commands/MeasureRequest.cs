using Misgen.Core.DataFiles;
using Misgen.Core.Plugins;
using Misgen.Core.Quantities;
using Misgen.Core.Statistics;
using Misgen.Host.Reports;
using Misgen.Pipeline.Configuration;
using Misgen.Pipeline.Leaderboard;
using Misgen.Plugins;

namespace Misgen.Host.Commands;

/// <summary>Where the range of a quantity comes from.</summary>
internal enum RangeSource
{
    /// <summary>Quantiles of the demonstrations.</summary>
    Quantiles,

    /// <summary><c>--range A B</c>.</summary>
    Option,

    /// <summary>The task.</summary>
    Task,
}

/// <summary>What <c>measure</c> was asked for, with what its files turned out to hold.</summary>
/// <param name="Demonstrations">Name of the file with the demonstrations.</param>
/// <param name="Samples">Name of the file with the samples.</param>
/// <param name="Task">Id of the task; null with a built-in quantity.</param>
/// <param name="Channels">The channels that are measured.</param>
/// <param name="Interval">Time between two steps.</param>
/// <param name="RangeFrom">Where the range comes from.</param>
/// <param name="Target"><c>data</c> or <c>uniform</c>.</param>
internal sealed record MeasureRequest(
    string Demonstrations, string Samples, string? Task, IReadOnlyList<string> Channels, double Interval, RangeSource RangeFrom, string Target)
{
    public const string DataTarget = "data";
    public const string UniformTarget = "uniform";
    private const int LeastDemonstrations = 500;
    private const int LeastSamples = 100;

    // What the default range leaves out on either side.
    internal const double Tail = 0.005;

    /// <summary>Measures with a quantity of a task: range, channels and interval are the task's.</summary>
    /// <exception cref="InvalidInputException">The files do not fit the task, or hold too little.</exception>
    public static (MeasureRequest Request, DriftMeasurement Drift) OfTask(TaskEntry entry, DataPair data, string target, CancellationToken cancellation)
    {
        var (task, layout) = (entry.Task, entry.Task.Simulator.Layout);
        var wanted = $"[count, {layout.Length}, {layout.Channels.Count}]";
        if (data.Demonstrations.Length != layout.Length || data.Demonstrations.Channels.Count != layout.Channels.Count)
            throw new InvalidInputException($"{data.DemonstrationsFile} has the shape {data.Demonstrations.Shape}, task {task.Id} has {wanted}");
        var names = layout.Channels.Select(channel => channel.Name).ToArray();
        if (data.Named is { } named && !named.Channels.SequenceEqual(names))
            throw new InvalidInputException($"the channels of the files are {string.Join(", ", named.Channels)}, those of task {task.Id} are {string.Join(", ", names)}, in this order");
        var quantity = new QuantityBoard(task.Quantity.Name, task.Quantity.Unit, [task.Quantity.Range.Low, task.Quantity.Range.High]);
        var demonstrations = Measure("quantity", task.Quantity.Measure, data.Demonstrations);
        CheckSpread(demonstrations, task.Quantity.Name);
        var defects = task.Defects.Select(defect => (defect.Tolerance, Values: Measure($"defect '{defect.Name}'", defect.Measure, data.Samples))).ToArray();
        var plausible = Enumerable.Range(0, data.Samples.Count).Count(i => defects.All(defect => defect.Values[i] <= defect.Tolerance));
        return Drift(
            data, task.Id, names, layout.Interval, RangeSource.Task, target, quantity, demonstrations, Measure("quantity", task.Quantity.Measure, data.Samples),
            DriftMeasurement.Board(WilsonInterval.Of(plausible, data.Samples.Count)));

        double[] Measure(string what, TrajectoryMeasure measure, TrajectorySet set) =>
            TrajectoryGeneration.Measure(entry, what, measure, set.Values, System.Environment.ProcessorCount, cancellation);
    }

    /// <summary>Measures with a built-in quantity.</summary>
    /// <exception cref="InvalidInputException">The files hold too little, or nothing that varies.</exception>
    public static (MeasureRequest Request, DriftMeasurement Drift) OfQuantity(
        TrajectoryQuantity quantity, DataPair data, string? channels, double interval, QuantityRange? wanted, string target)
    {
        if (data.Demonstrations.Length < 2)
            throw new InvalidInputException($"{data.DemonstrationsFile} has the shape {data.Demonstrations.Shape}: {quantity.Id} needs trajectories of at least 2 steps");
        var chosen = ChannelChoice.Of(channels, (data.Named ?? data.Demonstrations).Channels);
        var demonstrations = Measure(data.Demonstrations.Select(chosen));
        var sorted = CheckSpread(demonstrations, quantity.Id);
        double[] range = wanted is { } given ? [given.Low, given.High] : [Quantile.OfSorted(sorted, Tail), Quantile.OfSorted(sorted, 1 - Tail)];
        if (!(range[0] < range[1]))
            throw new InvalidInputException($"the {quantity.Id} of nearly all demonstrations is {DriftSentence.Number(range[0], 0)}: say a range with --range A B");
        if (!sorted.Any(value => range[0] <= value && value <= range[1]))
            throw new InvalidInputException($"no demonstration has a {quantity.Id} in the range of --range; theirs goes from {DriftSentence.Number(sorted[0], 0)} to {DriftSentence.Number(sorted[^1], 0)}");
        var names = chosen.Select(channel => (data.Named ?? data.Demonstrations).Channels[channel]).ToArray();
        return Drift(
            data, null, names, interval, wanted is null ? RangeSource.Quantiles : RangeSource.Option, target,
            new QuantityBoard(quantity.Id, "1", range), demonstrations, Measure(data.Samples.Select(chosen)), null);

        double[] Measure(TrajectorySet set)
        {
            var values = new double[set.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = quantity.Measure(set.Trajectory(i), set.Channels.Count, interval);
            return values;
        }
    }

    private static (MeasureRequest Request, DriftMeasurement Drift) Drift(
        DataPair data, string? task, string[] channels, double interval, RangeSource rangeFrom, string target,
        QuantityBoard quantity, double[] demonstrations, double[] samples, EstimateBoard? plausibility)
    {
        if (samples.Length < LeastSamples)
            throw new InvalidInputException($"{data.SamplesFile} has {samples.Length} samples, at least {LeastSamples} are needed to tell drift from noise");
        var request = new MeasureRequest(data.DemonstrationsFile, data.SamplesFile, task, channels, interval, rangeFrom, target);
        var distribution = target == UniformTarget ? new UniformTarget(new QuantityRange(quantity.Range[0], quantity.Range[1])) : null;
        return (request, DriftMeasurement.Of(data.Subject, quantity, demonstrations, samples, distribution, plausibility));
    }

    internal static double[] CheckSpread(double[] demonstrations, string quantity)
    {
        double[] sorted = [.. demonstrations.Where(double.IsFinite).Order()];
        if (sorted.Length < LeastDemonstrations)
        {
            var undefined = demonstrations.Length - sorted.Length;
            throw new InvalidInputException($"{sorted.Length} demonstrations{(undefined == 0 ? "" : $" with a defined {quantity} ({undefined} without)")}: at least {LeastDemonstrations} are needed to tell drift from noise");
        }

        return sorted[0] < sorted[^1]
            ? sorted
            : throw new InvalidInputException($"the {quantity} of all demonstrations is {DriftSentence.Number(sorted[0], 0)}: a constant has no distribution that could drift");
    }
}
