using Misgen.Plugins;

namespace Misgen.Core.Statistics;

/// <summary>
/// Intervals of figures that compare generated values with demonstrations or a target. Undefined values are left out beforehand;
/// a figure that is not finite, or has no values, is undefined.
/// </summary>
/// <remarks>
/// <para>
/// Shifts have the basic (reflected) bootstrap interval <c>[2θ̂ − θ*_{.975}, 2θ̂ − θ*_{.025}]</c> (Davison, Hinkley, "Bootstrap
/// methods and their application", 1997, equation 5.6).
/// </para>
/// <para>
/// For the Wasserstein-1 distance only the lower end, which has to undo the upward bias of small distances, is reflected. The
/// reflected upper end is too low there (coverage 71 % at a true shift of .02 with 1,000 against 5,000 values, simulated),
/// because a distance that came out small varies less than the true one. The upper end is <c>Ŵ + 1.96 √(v/n + v′/N)</c> with the
/// variances of the samples: <c>Ŵ</c> is at least the mean difference of the 1-Lipschitz function that is optimal for the true
/// distributions (Kantorovich and Rubinstein's duality), and no 1-Lipschitz function varies more than the quantity itself.
/// </para>
/// </remarks>
public static class Bootstrap
{
    /// <summary>Number of bootstrap replicates.</summary>
    public const int Replicates = 500;

    private const double Upper975 = 1.959963984540054;

    /// <summary>Statistic of two samples that are sorted arrays with a count for each value.</summary>
    private delegate double Statistic(Resample generated, Resample demonstrations);

    /// <summary>The Wasserstein-1 distance between generated values and demonstrations.</summary>
    /// <param name="generated">Generated values.</param>
    /// <param name="demonstrations">Demonstrations.</param>
    /// <param name="unit">Unit of the result, as a rule the width of the quantity's range.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="purpose">Purpose of the bootstrap; replicate <c>i</c> has the stream (seed, purpose, <c>i</c>).</param>
    public static Estimate Wasserstein1(
        ReadOnlySpan<double> generated, ReadOnlySpan<double> demonstrations, double unit, ulong seed, string purpose)
    {
        var a = new Resample(Drift.Wasserstein1.SortedDefined(generated));
        var b = new Resample(Drift.Wasserstein1.SortedDefined(demonstrations));
        var error = Math.Sqrt(a.VarianceOfMean() + b.VarianceOfMean());
        return Distance(TwoSample(a, b, unit, seed, purpose, Resample.Wasserstein1), error / unit);
    }

    /// <summary>The mean of the generated values less that of the demonstrations.</summary>
    /// <inheritdoc cref="Wasserstein1"/>
    public static Estimate MeanShift(
        ReadOnlySpan<double> generated, ReadOnlySpan<double> demonstrations, double unit, ulong seed, string purpose)
    {
        var a = new Resample(Drift.Wasserstein1.SortedDefined(generated));
        var b = new Resample(Drift.Wasserstein1.SortedDefined(demonstrations));
        return TwoSample(a, b, unit, seed, purpose, (x, y) => x.Mean() - y.Mean());
    }

    /// <summary>The median of the generated values less that of the demonstrations.</summary>
    /// <inheritdoc cref="Wasserstein1"/>
    public static Estimate MedianShift(
        ReadOnlySpan<double> generated, ReadOnlySpan<double> demonstrations, double unit, ulong seed, string purpose)
    {
        var a = new Resample(Drift.Wasserstein1.SortedDefined(generated));
        var b = new Resample(Drift.Wasserstein1.SortedDefined(demonstrations));
        return TwoSample(a, b, unit, seed, purpose, (x, y) => x.Median() - y.Median());
    }

    /// <summary>The Wasserstein-1 distance between generated values and a target, which has no sampling error.</summary>
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
        var reflected = Basic(
            unit,
            () => sample.ToTarget(target, drawn),
            replicate =>
            {
                sample.Draw(new RandomStream(seed, purpose, replicate));
                return sample.ToTarget(target, drawn);
            });
        return Distance(reflected, Math.Sqrt(sample.VarianceOfMean()) / unit);
    }

    private static Estimate TwoSample(Resample a, Resample b, double unit, ulong seed, string purpose, Statistic statistic)
    {
        if (a.Count == 0 || b.Count == 0)
            return Estimate.Undefined;
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

    private static Estimate Basic(double unit, Func<double> observed, Func<ulong, double> replicate)
    {
        var value = observed() / unit;
        if (!double.IsFinite(value))
            return Estimate.Undefined;
        var replicates = new double[Replicates];
        for (var i = 0; i < Replicates; i++)
            replicates[i] = replicate((ulong)i) / unit;
        Array.Sort(replicates);
        var (low, high) = Quantile.Central95(replicates);
        return new Estimate(value, (2 * value) - high, (2 * value) - low);
    }

    private static Estimate Distance(Estimate reflected, double standardError) => reflected.Value is not { } value
        ? reflected
        : new Estimate(value, Math.Clamp(reflected.Low!.Value, 0, value), value + (Upper975 * standardError));
}
