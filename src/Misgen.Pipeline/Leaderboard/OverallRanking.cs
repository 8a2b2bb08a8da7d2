using Misgen.Core.Statistics;

namespace Misgen.Pipeline.Leaderboard;

/// <summary>
/// Interventions over all tasks and models: interquartile mean of the reduction over tasks × seeds with a stratified bootstrap
/// interval (Agarwal et al., NeurIPS 2021). An intervention that is implausible on a task that counts ranks after all that are not.
/// </summary>
internal static class OverallRanking
{
    public static IReadOnlyList<OverallRow> Of(IReadOnlyList<ScoredModel> scores)
    {
        var counted = scores.Where(score => score.Drifts).ToArray();
        var rows = scores.SelectMany(score => score.Reductions.Keys).Distinct(StringComparer.Ordinal).Select(Row);
        return [.. rows
            .OrderBy(row => counted.Any(score => IsImplausible(score, row.Intervention)))
            .ThenByDescending(row => row.IqmReduction.Value ?? double.NegativeInfinity)
            .Select((row, place) => row with { Rank = place + 1 })];

        OverallRow Row(string id)
        {
            var withIt = counted.Where(score => score.Reductions.ContainsKey(id)).ToArray();
            var iqm = withIt.Length == 0
                ? Estimate.Undefined
                : InterquartileMean.WithInterval([.. withIt.Select(score => score.Reductions[id])], 0, $"overall/{id}");
            return new OverallRow(
                id, 0, new EstimateBoard(iqm.Value, iqm.Low, iqm.High), [.. withIt.Select(score => score.Task.Task).Distinct(StringComparer.Ordinal)]);
        }
    }

    private static bool IsImplausible(ScoredModel score, string id) => score.Task.Models
        .SelectMany(model => model.Interventions)
        .Any(row => row.Intervention == id && row.Plausibility.Value < Plausibility.Least);
}
