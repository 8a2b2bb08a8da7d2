using Misgen.Core.Distributions;
using Misgen.Pipeline.Leaderboard;
using Misgen.Plugins;

namespace Misgen.Host.Reports;

/// <summary>The result of one task and model: its drift in a sentence, and the best intervention.</summary>
internal static class Verdict
{
    public static string Of(TaskBoard task, ModelBoard model)
    {
        var observed = model.Observed;
        return DriftSentence.Of(new DriftFacts(
            task.Models.Count > 1 ? $"{task.Task} with {model.Model}" : task.Task,
            task.Quantity.Name, task.Quantity.Unit,
            new QuantityBins(new QuantityRange(task.Quantity.Range[0], task.Quantity.Range[1])),
            task.Curated, task.Demonstrations, observed.Histogram, model.Samples * model.Seeds.Count,
            observed.Tv, observed.Plausibility, observed.Undefined)) + Predicted(model) + Best(model);
    }

    private static string Predicted(ModelBoard model) => model.Predictions.FirstOrDefault(row => row.Recommended) is { Correlation: { } correlation } row
        ? $" Predicted beforehand by {row.Kernel} with correlation {DriftSentence.Short(correlation)}."
        : "";

    private static string Best(ModelBoard model)
    {
        var best = model.Interventions.Where(row => row.Reduction?.Value > 0 && row.Rank < model.Interventions.First(other => other.Reduction is null).Rank)
            .OrderBy(row => row.Rank).FirstOrDefault();
        return best is null ? "" : $" Best intervention: {best.Intervention}, {LeaderboardReport.Percent(best.Reduction!.Value)} less.";
    }
}
