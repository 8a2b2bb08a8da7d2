using Misgen.Core.Distributions;
using Misgen.Core.Drift;
using Misgen.Core.Statistics;
using Misgen.Pipeline.Leaderboard;
using Misgen.Plugins;

namespace Misgen.Host.Reports;

/// <summary>The drift of samples against demonstrations, both known by the values of one quantity.</summary>
/// <param name="Facts">What the sentence is made of.</param>
/// <param name="OutOfRange">Share of samples outside the range.</param>
/// <param name="W1">Wasserstein-1 distance to the demonstrations, in widths of the range.</param>
/// <param name="MeanShift">Mean of the samples less that of the demonstrations, in widths of the range.</param>
/// <param name="TargetMasses">48 masses of the target.</param>
/// <param name="TvToTarget">Total variation to the target.</param>
/// <param name="W1ToTarget">Wasserstein-1 distance to the target, in widths of the range.</param>
internal sealed record DriftMeasurement(
    DriftFacts Facts, double OutOfRange, EstimateBoard W1, EstimateBoard MeanShift,
    double[] TargetMasses, TvToTargetBoard TvToTarget, EstimateBoard W1ToTarget)
{
    // Fixed, so that a result is a function of its inputs.
    private const ulong StatisticsSeed = 0;

    /// <summary>Measures the drift.</summary>
    /// <param name="subject">Whose drift, for the sentence.</param>
    /// <param name="quantity">The quantity's name, unit and range.</param>
    /// <param name="demonstrations">Its values in the demonstrations; NaN where undefined.</param>
    /// <param name="samples">Its values in the samples; NaN where undefined.</param>
    /// <param name="target">The target; null where the demonstrations are the target.</param>
    /// <param name="plausibility">Share of plausible samples; null where nothing judges it.</param>
    public static DriftMeasurement Of(
        string subject, QuantityBoard quantity, double[] demonstrations, double[] samples, TargetDistribution? target, EstimateBoard? plausibility)
    {
        var range = new QuantityRange(quantity.Range[0], quantity.Range[1]);
        var bins = new QuantityBins(range);
        var (curated, observed) = (Histogram.Of(demonstrations, bins), Histogram.Of(samples, bins));
        double[] defined = [.. demonstrations.Where(double.IsFinite)], generated = [.. samples.Where(double.IsFinite)];
        var floor = SplitNoiseFloor.Estimate(demonstrations, samples.Length, bins, StatisticsSeed, "measure/floor");
        var tv = TotalVariationInterval.Estimate(observed, curated);
        var w1 = Board(Bootstrap.Wasserstein1(generated, defined, range.Width, StatisticsSeed, "measure/w1"));
        var targetMasses = target is null ? curated.Masses() : Histogram.MassesOf(target, bins);
        var toTarget = target is null ? tv : TotalVariationInterval.EstimateToTarget(observed, targetMasses);
        return new DriftMeasurement(
            new DriftFacts(
                subject, quantity.Name, quantity.Unit, bins, curated.Masses(), demonstrations.Length, observed.Masses(), samples.Length,
                new TvBoard(
                    tv.Value, tv.Debiased, tv.Low, tv.High, floor.Mean, floor.Percentile95,
                    DriftTest.PValue(observed, curated, StatisticsSeed, "measure/none")),
                plausibility, observed.Undefined),
            observed.OutOfRange, w1,
            Board(Bootstrap.MeanShift(generated, defined, range.Width, StatisticsSeed, "measure/mean")),
            targetMasses,
            new TvToTargetBoard(toTarget.Value, toTarget.Debiased, toTarget.Low, toTarget.High),
            target is null ? w1 : Board(Bootstrap.Wasserstein1ToTarget(generated, target, range.Width, StatisticsSeed, "measure/w1-target")));
    }

    public static EstimateBoard Board(Estimate estimate) => new(estimate.Value, estimate.Low, estimate.High);
}
