using Misgen.Core.DataFiles;
using Misgen.Core.Plugins;
using Misgen.Core.Quantities;
using Misgen.Core.Statistics;
using Misgen.Host.Reports;
using Misgen.Pipeline.Configuration;
using Misgen.Pipeline.Jobs;
using Misgen.Plugins;

namespace Misgen.Host.Commands;

/// <summary>What <c>predict</c> was asked for, with what its file turned out to hold.</summary>
/// <param name="File">Name of the file with the demonstrations.</param>
/// <param name="Demonstrations">The demonstrations and what is measured of them.</param>
/// <param name="Subject">What the sentence is about.</param>
/// <param name="Target"><c>data</c> or <c>uniform</c>.</param>
internal sealed record PredictRequest(string File, OwnDemonstrations Demonstrations, string Subject, string Target)
{
    /// <summary>Demonstrations beyond this many take more memory than the kernels' stated limit.</summary>
    public const int MostDemonstrations = 100_000;

    /// <summary>Values of a trajectory: a whole one is one point of a Gaussian mixture with full covariances.</summary>
    public const int MostValues = 1024;

    /// <summary>With a built-in quantity.</summary>
    /// <exception cref="InvalidInputException">The file holds too little, or nothing that varies.</exception>
    public static PredictRequest OfQuantity(
        TrajectoryQuantity quantity, string file, TrajectorySet set, string? channels, double interval, QuantityRange? wanted, string target)
    {
        CheckShape(file, set);
        var chosen = ChannelChoice.Of(channels, set.Channels);
        var measured = set.Select(chosen);
        var q = new double[set.Count];
        for (var i = 0; i < q.Length; i++)
            q[i] = quantity.Measure(measured.Trajectory(i), chosen.Length, interval);
        var sorted = MeasureRequest.CheckSpread(q, quantity.Id);
        var (low, high) = wanted is { } given ? (given.Low, given.High) : (Quantile.OfSorted(sorted, MeasureRequest.Tail), Quantile.OfSorted(sorted, 1 - MeasureRequest.Tail));
        if (!(low < high))
            throw new InvalidInputException($"the {quantity.Id} of nearly all demonstrations is {DriftSentence.Number(low, 0)}: say a range with --range A B");
        if (!sorted.Any(value => low <= value && value <= high))
            throw new InvalidInputException($"no demonstration has a {quantity.Id} in the range of --range; theirs goes from {DriftSentence.Number(sorted[0], 0)} to {DriftSentence.Number(sorted[^1], 0)}");
        var own = OwnDemonstrations.Of(set, quantity, chosen, interval, new QuantityRange(low, high), target == MeasureRequest.UniformTarget);
        return new PredictRequest(file, own, Path.GetFileName(file), target);
    }

    /// <summary>With the quantity of a task.</summary>
    /// <exception cref="InvalidInputException">The file does not fit the task, or holds too little.</exception>
    public static PredictRequest OfTask(TaskEntry entry, string file, TrajectorySet set, string target, CancellationToken cancellation)
    {
        CheckShape(file, set);
        var (task, layout) = (entry.Task, entry.Task.Simulator.Layout);
        if (set.Length != layout.Length || set.Channels.Count != layout.Channels.Count)
            throw new InvalidInputException($"{file} has the shape {set.Shape}, task {task.Id} has [count, {layout.Length}, {layout.Channels.Count}]");
        var q = TrajectoryGeneration.Measure(entry, "quantity", task.Quantity.Measure, set.Values, System.Environment.ProcessorCount, cancellation);
        MeasureRequest.CheckSpread(q, task.Quantity.Name);
        return new PredictRequest(file, OwnDemonstrations.Of(set, entry, target == MeasureRequest.UniformTarget), Path.GetFileName(file), target);
    }

    private static void CheckShape(string file, TrajectorySet set)
    {
        if (set.Length % 4 != 0 || set.Length < 8)
            throw new InvalidInputException($"{file} has trajectories of {set.Length} steps: the models that predict need at least 8 and a multiple of 4; cut or resample them");
        if (set.Count > MostDemonstrations)
            throw new InvalidInputException($"{file} has {set.Count} demonstrations: at most {MostDemonstrations} are used, take a sample");
        if (set.Size > MostValues)
            throw new InvalidInputException($"{file} has {set.Size} values in a trajectory ({set.Length} steps of {set.Channels.Count} channels): at most {MostValues} are possible, resample them or leave channels out");
    }
}
