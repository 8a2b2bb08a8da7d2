using System.Globalization;
using System.Text.RegularExpressions;
using Misgen.Core.Distributions;
using Misgen.Core.Interventions.Baseline;
using Misgen.Plugins;

namespace Misgen.Pipeline.Leaderboard.Comparison;

/// <summary>Finds what in a leaderboard cannot be, because another part of it says otherwise.</summary>
internal static partial class BoardConsistency
{
    // Six significant digits; figures that add 49 of them are off by more.
    private const double Rounding = 2e-6;
    private const double SumRounding = 5e-5;

    /// <summary>The contradictions, a phrase each.</summary>
    /// <param name="board">Any leaderboard that was read without a fault.</param>
    public static IEnumerable<string> Contradictions(LeaderboardDocument board)
    {
        // What a later check takes for granted comes first.
        return OfShapes(board).Take(1).ToArray() is [var fault] ? [fault] : [.. board.Tasks.SelectMany(OfTask), .. RankConsistency.OfOverall(board)];
    }

    private static IEnumerable<string> OfShapes(LeaderboardDocument board)
    {
        if (board.Tasks.Count == 0)
            yield return "it has no tasks";
        if (board.Tasks.Contains(null!) || board.Overall.Contains(null!))
            yield return "a task or a row of overall is null";
        else if (Repeated(board.Tasks.Select(task => task.Task)) is { } twice)
            yield return $"the task {twice} is there twice";
        else
        {
            foreach (var fault in board.Tasks.SelectMany(OfTaskShape).Concat(Texts(board)))
                yield return fault;
        }
    }

    private static IEnumerable<string> Texts(LeaderboardDocument board)
    {
        string[] texts =
        [
            board.Profile, board.Numerics, board.Misgen.Version, .. board.Overall.Select(row => row.Intervention),
            .. board.Tasks.SelectMany(task => (string[])[task.Plugin.Name, task.Plugin.Version, task.Plugin.Digest, task.Quantity.Name, task.Quantity.Unit]),
        ];
        if (texts.Any(text => text.Any(char.IsControl)))
            yield return "a name has control characters";
    }

    private static IEnumerable<string> OfTaskShape(TaskBoard task)
    {
        if (!TaskId().IsMatch(task.Task))
            yield return "a task's id is none";
        else if (task.Quantity.Range is not [var low, var high] || !double.IsFinite(high - low) || !(low < high))
            yield return $"{task.Task}: its range is none";
        else if (task.Bins.Length != QuantityBins.Count + 1 || task.Target.Length != QuantityBins.Count || task.Curated.Length != QuantityBins.Count)
            yield return $"{task.Task}: {QuantityBins.Count} bins have {QuantityBins.Count + 1} edges and {QuantityBins.Count} masses, not {task.Bins.Length}, {task.Target.Length} and {task.Curated.Length}";
        else if (task.Models.Count == 0 || task.Models.Contains(null!))
            yield return $"{task.Task}: it has no models or one that is null";
        else if (Repeated(task.Models.Select(model => model.Model)) is { } twice)
            yield return $"{task.Task}: the model {twice} is there twice";
        else
        {
            foreach (var fault in task.Models.SelectMany(model => OfModelShape($"{task.Task} with {model.Model}", model)))
                yield return fault;
        }
    }

    private static IEnumerable<string> OfModelShape(string where, ModelBoard model)
    {
        var observed = model.Observed;
        if (!Id().IsMatch(model.Model))
            yield return "a model's id is none";
        else if (model.Seeds.Count == 0 || model.Seeds.Distinct().Count() != model.Seeds.Count)
            yield return $"{where}: it has no seeds or one twice";
        else if (model.Samples < 1)
            yield return $"{where}: it has {model.Samples} samples";
        else if (observed.PerSeed is not { } perSeed)
            yield return $"{where}: observed.perSeed is missing; an earlier build wrote it, run the benchmark again";
        else if (perSeed.Count != model.Seeds.Count)
            yield return $"{where}: {model.Seeds.Count} seeds have {perSeed.Count} histograms";
        else if (MassesOf(model, perSeed).Any(masses => masses is not { Length: QuantityBins.Count }))
            yield return $"{where}: a histogram does not have {QuantityBins.Count} masses";
        else if (model.Interventions.Contains(null!) || model.Interventions.Any(row => !Id().IsMatch(row.Intervention)))
            yield return $"{where}: an intervention's id is none";
        else if (Repeated(model.Interventions.Select(row => row.Intervention)) is { } twice)
            yield return $"{where}: the intervention {twice} is there twice";
        else if (model.Interventions.Count(row => row.Intervention == NoIntervention.Name) != 1)
            yield return $"{where}: the baseline {NoIntervention.Name} is missing";
        else if (model.Predictions.Any(row => !Id().IsMatch(row.Kernel)))
            yield return $"{where}: a kernel's id is none";
        else if (Repeated(model.Predictions.Select(row => row.Kernel)) is { } kernel)
            yield return $"{where}: the kernel {kernel} is there twice";
        else if (model.Predictions.Skip(1).Any(row => row.Recommended))
            yield return $"{where}: a recommended kernel does not come first";
    }

    // Elements of a list may be null in a file, whatever their type says.
    private static IEnumerable<double[]?> MassesOf(ModelBoard model, IReadOnlyList<double[]?> perSeed) =>
        [.. perSeed, model.Observed.Histogram, model.Observed.Delta, .. model.Predictions.Select(row => row?.Histogram)];

    private static IEnumerable<string> OfTask(TaskBoard task)
    {
        var edges = new QuantityBins(new QuantityRange(task.Quantity.Range[0], task.Quantity.Range[1])).Edges();
        var width = task.Quantity.Range[1] - task.Quantity.Range[0];
        if (Enumerable.Range(0, edges.Length).Any(k => !(Math.Abs(task.Bins[k] - edges[k]) <= 1e-5 * (width + Math.Abs(edges[k])))))
            yield return $"{task.Task}: its bins are not those of its range";
        foreach (var (name, masses) in ((string, double[])[])[("target", task.Target), ("curated", task.Curated)])
        {
            if (MassFault(masses, 0) is { } fault)
                yield return $"{task.Task}: {name} {fault}";
        }

        foreach (var fault in task.Models.SelectMany(model => OfModel(task, model).Select(fault => $"{task.Task} with {model.Model}: {fault}")))
            yield return fault;
    }

    private static IEnumerable<string> OfModel(TaskBoard task, ModelBoard model)
    {
        var observed = model.Observed;
        var perSeed = observed.PerSeed!;
        if (MassFault(observed.Histogram, observed.Undefined) is { } fault)
            yield return $"histogram {fault}";
        for (var seed = 0; seed < perSeed.Count; seed++)
        {
            if (MassFault(perSeed[seed], null) is { } other)
                yield return $"perSeed of seed {model.Seeds[seed].ToString(CultureInfo.InvariantCulture)} {other}";
        }

        foreach (var row in model.Predictions)
        {
            if (MassFault(row.Histogram, null) is { } other)
                yield return $"prediction of {row.Kernel} {other}";
        }

        for (var k = 0; k < QuantityBins.Count; k++)
        {
            if (!Agree(observed.Delta[k], observed.Histogram[k] - task.Curated[k], 2 * Rounding))
                yield return $"delta of bin {Text(k)} is {Text(observed.Delta[k])}, histogram less curated {Text(observed.Histogram[k] - task.Curated[k])}";
            var mean = perSeed.Average(masses => masses[k]);
            if (!Agree(observed.Histogram[k], mean, 2 * Rounding))
                yield return $"histogram of bin {Text(k)} is {Text(observed.Histogram[k])}, the mean over seeds {Text(mean)}";
        }

        var outside = observed.Histogram[..QuantityBins.FirstInRange].Sum() + observed.Histogram[QuantityBins.FirstAbove..].Sum();
        if (!Agree(observed.OutOfRange, outside, SumRounding))
            yield return $"outOfRange is {Text(observed.OutOfRange)}, the bins outside hold {Text(outside)}";
        var tv = perSeed.Average(masses => BoardFigures.TotalVariation(masses, task.Curated));
        if (!Agree(observed.Tv.Value, tv, SumRounding))
            yield return $"tv is {Text(observed.Tv.Value)}, the histograms give {Text(tv)}";
        var none = model.Interventions.Single(row => row.Intervention == NoIntervention.Name);
        var toTarget = perSeed.Average(masses => BoardFigures.TotalVariation(masses, task.Target));
        if (!Agree(none.TvToTarget.Value, toTarget, SumRounding))
            yield return $"tvToTarget of none is {Text(none.TvToTarget.Value)}, the histograms give {Text(toTarget)}";
        foreach (var other in OfFigures(model).Concat(RankConsistency.Of(model)))
            yield return other;
    }

    private static IEnumerable<string> OfFigures(ModelBoard model)
    {
        if (!IsShare(model.Observed.Plausibility.Value))
            yield return $"plausibility is {Text(model.Observed.Plausibility.Value)}";
        foreach (var row in model.Interventions)
        {
            if (!IsShare(row.TvToTarget.Value) || !IsShare(row.TvToTarget.Debiased))
                yield return $"tvToTarget of {row.Intervention} is {Text(row.TvToTarget.Value)}, debiased {Text(row.TvToTarget.Debiased)}";
            if (!IsShare(row.Plausibility.Value))
                yield return $"plausibility of {row.Intervention} is {Text(row.Plausibility.Value)}";
            if (row.Reduction is null != (row.Intervention == NoIntervention.Name))
                yield return $"reduction of {row.Intervention} is {(row.Reduction is null ? "missing" : "there, but it is the baseline")}";
            if (!AreEnds(row.TvToTarget.Low, row.TvToTarget.High) || !AreEnds(row.Plausibility.Low, row.Plausibility.High))
                yield return $"an interval of {row.Intervention} ends below its start";
        }

        if (!AreEnds(model.Observed.Plausibility.Low, model.Observed.Plausibility.High))
            yield return "the interval of plausibility ends below its start";
    }

    private static bool AreEnds(double? low, double? high) => (low is null && high is null) || low <= high;

    private static string? MassFault(double[] masses, double? undefined)
    {
        var sum = masses.Sum();
        if (!masses.All(mass => mass >= 0))
            return "has a mass below 0";
        if (undefined is not { } share)
            return sum <= 1 + SumRounding ? null : $"sums to {Text(sum)}, more than 1";
        return Agree(sum, 1 - share, SumRounding) ? null : $"sums to {Text(sum)}, not to {(share == 0 ? "1" : $"1 − {Text(share)} undefined")}";
    }

    private static bool Agree(double one, double other, double rounding) => Math.Abs(one - other) <= rounding;

    private static bool IsShare(double? value) => value is null or (>= 0 and <= 1);

    private static string? Repeated(IEnumerable<string> ids) => ids.GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;

    private static string Text(double? value) => value is { } number ? number.ToString("0.######", CultureInfo.InvariantCulture) : "null";

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*\\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TaskId();

    [GeneratedRegex("^[a-z0-9]+([-+][a-z0-9]+)*\\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Id();
}
