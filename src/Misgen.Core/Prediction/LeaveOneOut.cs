namespace Misgen.Core.Prediction;

/// <summary>
/// What predictions are scored against (method, section 4). With three seeds or more: for each seed, the mean of all others, so that the
/// seed left out, scored against the same means, is a ceiling. With fewer: the mean of all, and no ceiling.
/// </summary>
public sealed class LeaveOneOut
{
    /// <summary>Fewest seeds for a ceiling.</summary>
    public const int LeastSeeds = 3;

    private readonly IReadOnlyList<double[]> _perSeed;
    private readonly double[] _curated;

    /// <summary>Takes what was observed.</summary>
    /// <param name="perSeed">Observed masses of each seed.</param>
    /// <param name="curated">Masses of the demonstrations.</param>
    public LeaveOneOut(IReadOnlyList<double[]> perSeed, double[] curated)
    {
        ArgumentNullException.ThrowIfNull(perSeed);
        _perSeed = perSeed;
        _curated = curated;
    }

    private bool HasCeiling => _perSeed.Count >= LeastSeeds;

    /// <summary>Scores a prediction.</summary>
    /// <param name="predicted">Predicted masses.</param>
    /// <param name="at48">At 48 bins instead of 24.</param>
    public PredictionScore Score(double[] predicted, bool at48) =>
        PredictionScore.Mean([.. References().Select(reference => One(predicted, reference, at48))]);

    /// <summary>Each seed scored against the mean of the others; null with fewer than three seeds.</summary>
    /// <param name="at48">At 48 bins instead of 24.</param>
    public PredictionScore? Ceiling(bool at48) => HasCeiling
        ? PredictionScore.Mean([.. References().Select((reference, seed) => One(_perSeed[seed], reference, at48))])
        : null;

    private IEnumerable<double[]> References() => HasCeiling
        ? Enumerable.Range(0, _perSeed.Count).Select(left => MeanOf(_perSeed.Where((_, seed) => seed != left)))
        : [MeanOf(_perSeed)];

    private PredictionScore One(double[] predicted, double[] observed, bool at48) => at48
        ? PredictionScore.Of(predicted, observed, _curated)
        : PredictionScore.OfPairs(predicted, observed, _curated);

    private static double[] MeanOf(IEnumerable<double[]> histograms)
    {
        var all = histograms.ToArray();
        return [.. Enumerable.Range(0, all[0].Length).Select(k => all.Average(one => one[k]))];
    }
}
