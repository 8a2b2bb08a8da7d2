using Misgen.Core.Distributions;
using Misgen.Core.Drift;

namespace Misgen.Core.Prediction;

/// <summary>
/// How well a prediction says where mass goes (method, section 4).
/// </summary>
/// <param name="Correlation">Pearson correlation of predicted and observed mass change over bins; null where one does not vary.</param>
/// <param name="SignAgreement">Share of the observed change, by mass, whose sign was predicted; null where nothing changed.</param>
/// <param name="Explained"><c>1 − TV(predicted, observed) / TV(curated, observed)</c>; null where nothing changed.</param>
public sealed record PredictionScore(double? Correlation, double? SignAgreement, double? Explained)
{
    /// <summary>Scores a prediction.</summary>
    /// <param name="predicted">Predicted masses.</param>
    /// <param name="observed">Observed masses, over the same bins; mass that is missing to 1 is undefined and counts as one more cell.</param>
    /// <param name="curated">Masses of the demonstrations.</param>
    public static PredictionScore Of(ReadOnlySpan<double> predicted, ReadOnlySpan<double> observed, ReadOnlySpan<double> curated)
    {
        var said = MassChange.Between(predicted, curated);
        var seen = MassChange.Between(observed, curated);
        var moved = seen.Sum(Math.Abs);
        double? agreement = moved > 0 ? seen.Zip(said, (o, p) => o * p > 0 ? Math.Abs(o) : 0).Sum() / moved : null;
        var drift = Distance(curated, observed);
        return new PredictionScore(Pearson(said, seen), agreement, drift > 0 ? 1 - (Distance(predicted, observed) / drift) : null);
    }

    /// <summary>The same at half as many bins, pairs of neighbours merged.</summary>
    /// <inheritdoc cref="Of"/>
    public static PredictionScore OfPairs(ReadOnlySpan<double> predicted, ReadOnlySpan<double> observed, ReadOnlySpan<double> curated) =>
        Of(Histogram.MergePairs(predicted), Histogram.MergePairs(observed), Histogram.MergePairs(curated));

    /// <summary>The mean of several scores, figure by figure; a figure that one of them lacks is null.</summary>
    /// <param name="scores">At least one.</param>
    public static PredictionScore Mean(IReadOnlyCollection<PredictionScore> scores)
    {
        double? Over(Func<PredictionScore, double?> figure) => scores.All(score => figure(score) is not null) ? scores.Average(figure) : null;
        return new PredictionScore(Over(score => score.Correlation), Over(score => score.SignAgreement), Over(score => score.Explained));
    }

    private static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0, left = 0;
        for (var k = 0; k < a.Length; k++)
        {
            sum += Math.Abs(a[k] - b[k]);
            left += b[k] - a[k];
        }

        return (sum + Math.Abs(left)) / 2;
    }

    private static double? Pearson(double[] x, double[] y)
    {
        double meanX = x.Average(), meanY = y.Average(), xx = 0, yy = 0, xy = 0;
        for (var k = 0; k < x.Length; k++)
        {
            xx += (x[k] - meanX) * (x[k] - meanX);
            yy += (y[k] - meanY) * (y[k] - meanY);
            xy += (x[k] - meanX) * (y[k] - meanY);
        }

        return xx > 0 && yy > 0 ? Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1) : null;
    }
}
