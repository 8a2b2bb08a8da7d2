namespace Misgen.Pipeline.Leaderboard.Comparison;

/// <summary>
/// Compares what the recommended kernels predict. A prediction is made before any seed is trained and is the same whenever it is repeated
/// with the same numerics, so every change beyond the minimum is a change.
/// </summary>
internal static class PredictionChange
{
    /// <summary>The comparison; null where one side predicts nothing.</summary>
    public static Change? Of(BoardPair pair, double minimum)
    {
        if (RecommendedBy(pair.Model) is not { } before || RecommendedBy(pair.Other) is not { } after)
            return null;
        var shifts = Shifts(before.Histogram, pair.Task.Curated);
        var others = Shifts(after.Histogram, pair.OtherTask.Curated);
        RegionChange[] regions =
        [
            .. shifts.Zip(others, (one, other) => (one, other)).Select((shift, r) => new RegionChange(r, shift.one, shift.other, null))
                .OrderByDescending(region => Math.Abs(region.Difference)),
        ];
        var tv = BoardFigures.TotalVariation(before.Histogram, pair.Task.Curated);
        var otherTv = BoardFigures.TotalVariation(after.Histogram, pair.OtherTask.Curated);
        var moved = Math.Abs(otherTv - tv) > minimum || Math.Abs(regions[0].Difference) > minimum;
        return new Change(
            pair.Task.Task, pair.Model.Model, null, ChangeKind.Prediction, tv, otherTv, null, null, moved ? Outcome.Moved : Outcome.Same, regions, null);
    }

    /// <summary>The recommended prediction of a model; null where there is none.</summary>
    public static PredictionRow? RecommendedBy(ModelBoard model) => model.Predictions.FirstOrDefault(row => row.Recommended);

    private static IEnumerable<double> Shifts(double[] masses, double[] curated) =>
        RangeRegions.Masses(masses).Zip(RangeRegions.Masses(curated), (mass, expected) => mass - expected);
}
