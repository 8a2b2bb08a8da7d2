using MathNet.Numerics.Distributions;
using Misgen.Core.Statistics;

namespace Misgen.Pipeline.Leaderboard.Comparison;

/// <summary>What of one task and model is compared.</summary>
internal sealed class ModelContrasts
{
    // Shares are compared by the normal distribution: no expected count below this.
    private const double LeastCount = 5;
    private readonly TaskBoard _before;
    private readonly TaskBoard _after;
    private readonly ModelBoard _model;
    private readonly ModelBoard _other;
    private readonly int _samples;
    private readonly int _seeds;
    private readonly int _otherSeeds;

    /// <summary>Takes a model of two boards that are comparable.</summary>
    public ModelContrasts(TaskBoard before, ModelBoard model, TaskBoard after, ModelBoard other)
    {
        (_before, _after, _model, _other) = (before, after, model, other);
        (_samples, _seeds, _otherSeeds) = (model.Samples, model.Seeds.Count, other.Seeds.Count);
    }

    // The variance of a difference of means over seeds, in variances of one seed.
    private double Spread => (1.0 / _seeds) + (1.0 / _otherSeeds);

    public IEnumerable<Contrast> All()
    {
        yield return Drift();
        yield return Shape();
        if (Plausibility(null, _model.Observed.Plausibility, _other.Observed.Plausibility) is { } plausibility)
            yield return plausibility;
        foreach (var (row, other) in Shared().Where(pair => pair.Row.Reduction is not null))
        {
            yield return InterventionDrift(row, other);
            if (Plausibility(row.Intervention, row.Plausibility, other.Plausibility) is { } changed)
                yield return changed;
        }
    }

    public IEnumerable<(InterventionRow Row, InterventionRow Other)> Shared() => _model.Interventions.Join(
        _other.Interventions, row => row.Intervention, row => row.Intervention, (row, other) => (row, other), StringComparer.Ordinal);

    private Contrast Drift()
    {
        var perSeed = _model.Observed.PerSeed!.Select(masses => BoardFigures.TotalVariation(masses, _before.Curated)).ToArray();
        var (value, other) = (perSeed.Average(), _other.Observed.PerSeed!.Average(masses => BoardFigures.TotalVariation(masses, _after.Curated)));
        var pooled = Pooled(_model.Observed.Histogram, _other.Observed.Histogram);
        return Scalar(
            null, ChangeKind.Drift, value, other,
            SamplingNoise.OfTotalVariation(pooled, _before.Curated, _samples),
            Variance(perSeed) / SamplingNoise.OfTotalVariation(_model.Observed.Histogram, _before.Curated, _samples));
    }

    // Pearson's X² of two overdispersed multinomials: the dispersion is that between the baseline's seeds (McCullagh, Nelder,
    // "Generalized linear models", 2nd ed., section 4.5).
    private Contrast Shape()
    {
        var perSeed = _model.Observed.PerSeed!.Select(masses => RangeRegions.Masses(masses)).ToArray();
        var (mean, other) = (RangeRegions.Masses(_model.Observed.Histogram), RangeRegions.Masses(_other.Observed.Histogram));
        var (curated, otherCurated) = (RangeRegions.Masses(_before.Curated), RangeRegions.Masses(_after.Curated));
        var pooled = Pooled(mean, other);
        var (between, within) = (0.0, 0.0);
        var regions = new List<(RegionChange Region, double Sampling)>();
        for (var r = 0; r < RangeRegions.Count; r++)
        {
            var region = new RegionChange(r, mean[r] - curated[r], other[r] - otherCurated[r], null);
            var expected = Math.Max(pooled[r], LeastCount / _samples / Math.Min(_seeds, _otherSeeds));
            between += region.Difference * region.Difference / expected * _samples / Spread;
            within += perSeed.Sum(masses => (masses[r] - mean[r]) * (masses[r] - mean[r])) / Math.Max(mean[r], LeastCount / _samples / _seeds) * _samples;
            regions.Add((region, SamplingNoise.OfShare(Math.Min(expected, 0.5), _samples) * Spread));
        }

        const int Dimensions = RangeRegions.Count - 1;
        regions = [.. regions.OrderByDescending(one => Math.Abs(one.Region.Difference))];
        var degrees = Dimensions * (_seeds - 1);
        return new Contrast(_before.Task, _model.Model, null, ChangeKind.Shape)
        {
            Before = regions[0].Region.Before,
            After = regions[0].Region.After,
            Sampling = regions[0].Sampling,
            Square = between / Dimensions,
            Ratio = degrees == 0 ? 0 : within / degrees,
            Degrees = degrees,
            Dimensions = Dimensions,
            Regions = regions,
        };
    }

    private Contrast InterventionDrift(InterventionRow row, InterventionRow other)
    {
        var (before, after) = (row.TvToTarget, other.TvToTarget);
        var sampling = SamplingNoise.OfTotalVariation(before.Debiased, _samples);
        return Scalar(
            row.Intervention, ChangeKind.InterventionDrift, before.Debiased, after.Debiased, sampling,
            Variance(before.Debiased, before.Low, before.High) / sampling);
    }

    private Contrast? Plausibility(string? intervention, EstimateBoard before, EstimateBoard after)
    {
        if (before.Value is not { } value || after.Value is not { } other)
            return null;
        var pooled = ((value * _seeds) + (other * _otherSeeds)) / (_seeds + _otherSeeds);
        return Scalar(
            intervention, intervention is null ? ChangeKind.Plausibility : ChangeKind.InterventionPlausibility, value, other,
            SamplingNoise.OfShare(Inside(pooled, _seeds + _otherSeeds), _samples),
            Variance(value, before.Low, before.High) / SamplingNoise.OfShare(Inside(value, _seeds), _samples));
    }

    private Contrast Scalar(string? intervention, ChangeKind kind, double before, double after, double sampling, double ratio) =>
        new(_before.Task, _model.Model, intervention, kind)
        {
            Before = before,
            After = after,
            Sampling = sampling * Spread,
            Square = (after - before) * (after - before) / (sampling * Spread),
            Ratio = ratio,
            Degrees = _seeds - 1,
        };

    // A share of 0 or 1 varies, too: the least that leaves LeastCount samples on either side.
    private double Inside(double share, int seeds)
    {
        var least = Math.Min(0.5, LeastCount / _samples / seeds);
        return Math.Clamp(share, least, 1 - least);
    }

    private double[] Pooled(double[] before, double[] after) =>
        [.. before.Zip(after, (one, other) => ((one * _seeds) + (other * _otherSeeds)) / (_seeds + _otherSeeds))];

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Length < 2 ? 0 : values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }

    // Student's interval gives the variance back; an end may have been cut off, the other one was not.
    private double Variance(double value, double? low, double? high)
    {
        if (_seeds < 2 || low is null || high is null)
            return 0;
        var half = Math.Max(value - low.Value, high.Value - value);
        var deviation = half / StudentT.InvCDF(0, 1, _seeds - 1, (1 + Interval.Level) / 2) * Math.Sqrt(_seeds);
        return deviation * deviation;
    }
}
