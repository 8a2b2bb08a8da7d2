using Misgen.Plugins;

namespace Misgen.Core.Statistics;

/// <summary>
/// Basic (reflected) bootstrap intervals <c>[2θ̂ − θ*_{.975}, 2θ̂ − θ*_{.025}]</c> of figures that compare generated values with
/// demonstrations or a target (Davison, Hinkley, "Bootstrap methods and their application", 1997, equation 5.6). Undefined values
/// are left out beforehand; a figure that is not finite, or has no values, is undefined.
/// </summary>
public static class Bootstrap
{
    /// <summary>Number of bootstrap replicates.</summary>
    public const int Replicates = 500;

    /// <summary>Statistic of two samples that are sorted arrays with a count for each value.</summary>
    private delegate double Statistic(Resample generated, Resample demonstrations);

    /// <summary>The Wasserstein-1 distance between generated values and demonstrations; its interval does not go below 0.</summary>
    /// <param name="generated">Generated values.</param>
    /// <param name="demonstrations">Demonstrations.</param>
    /// <param name="unit">Unit of the result, as a rule the width of the quantity's range.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="purpose">Purpose of the bootstrap; replicate <c>i</c> has the stream (seed, purpose, <c>i</c>).</param>
    public static Estimate Wasserstein1(
        ReadOnlySpan<double> generated, ReadOnlySpan<double> demonstrations, double unit, ulong seed, string purpose) =>
        Distance(TwoSample(generated, demonstrations, unit, seed, purpose, Resample.Wasserstein1));

    /// <summary>The mean of the generated values less that of the demonstrations.</summary>
    /// <inheritdoc cref="Wasserstein1"/>
    public static Estimate MeanShift(
        ReadOnlySpan<double> generated, ReadOnlySpan<double> demonstrations, double unit, ulong seed, string purpose) =>
        Difference(TwoSample(generated, demonstrations, unit, seed, purpose, (a, b) => a.Mean() - b.Mean()));

    /// <summary>The median of the generated values less that of the demonstrations.</summary>
    /// <inheritdoc cref="Wasserstein1"/>
    public static Estimate MedianShift(
        ReadOnlySpan<double> generated, ReadOnlySpan<double> demonstrations, double unit, ulong seed, string purpose) =>
        Difference(TwoSample(generated, demonstrations, unit, seed, purpose, (a, b) => a.Median() - b.Median()));

    /// <summary>The Wasserstein-1 distance between generated values and a target; its interval does not go below 0.</summary>
    /// <param name="generated">Generated values.</param>
    /// <param name="target">The target distribution.</param>
    /// <param name="unit">Unit of the result, as a rule the width of the quantity's range.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="purpose">Purpose of the bootstrap; replicate <c>i</c> has the stream (seed, purpose, <c>i</c>).</param>
    public static Estimate Wasserstein1ToTarget(
        ReadOnlySpan<double> generated, TargetDistribution target, double unit, ulong seed, string purpose)
    {
        ArgumentNullException.ThrowIfNull(target);
        var sample = new Resample(Drift.Wasserstein1.SortedDefined(generated));
        var drawn = new double[sample.Count];
        return Distance(Basic(
            unit,
            () => sample.ToTarget(target, drawn),
            replicate =>
            {
                sample.Draw(new RandomStream(seed, purpose, replicate));
                return sample.ToTarget(target, drawn);
            }));
    }

    private static Reflected? TwoSample(
        ReadOnlySpan<double> generated,
        ReadOnlySpan<double> demonstrations,
        double unit,
        ulong seed,
        string purpose,
        Statistic statistic)
    {
        var a = new Resample(Drift.Wasserstein1.SortedDefined(generated));
        var b = new Resample(Drift.Wasserstein1.SortedDefined(demonstrations));
        if (a.Count == 0 || b.Count == 0)
            return null;
        return Basic(
            unit,
            () => statistic(a, b),
            replicate =>
            {
                var random = new RandomStream(seed, purpose, replicate);
                a.Draw(random);
                b.Draw(random);
                return statistic(a, b);
            });
    }

    private static Reflected? Basic(double unit, Func<double> observed, Func<ulong, double> replicate)
    {
        var value = observed() / unit;
        if (!double.IsFinite(value))
            return null;
        var replicates = new double[Replicates];
        for (var i = 0; i < Replicates; i++)
            replicates[i] = replicate((ulong)i) / unit;
        Array.Sort(replicates);
        var (low, high) = Quantile.Central95(replicates);
        return new Reflected(value, (2 * value) - high, (2 * value) - low, Math.Max(0, replicates.Average() - value));
    }

    // A distance is biased upward where it is small. Reflection subtracts the bias from both ends; there, however, the replicates
    // vary less than the distance itself, and the upper end would be too low.
    private static Estimate Distance(Reflected? reflected) => reflected is null
        ? Estimate.Undefined
        : new Estimate(reflected.Value, Math.Max(0, reflected.Low), reflected.High + reflected.Bias);

    private static Estimate Difference(Reflected? reflected) => reflected is null
        ? Estimate.Undefined
        : new Estimate(reflected.Value, reflected.Low, reflected.High);

    private sealed record Reflected(double Value, double Low, double High, double Bias);
}
