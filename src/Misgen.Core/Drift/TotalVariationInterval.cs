using MathNet.Numerics;
using Misgen.Core.Distributions;

namespace Misgen.Core.Drift;

/// <summary>A total variation with its interval.</summary>
/// <param name="Value">The raw value, biased upward by sampling.</param>
/// <param name="Debiased">The value without most of that bias, between the ends of the interval.</param>
/// <param name="Low">Lower end of the interval; 0 where the value could come from sampling alone.</param>
/// <param name="High">Upper end of the interval.</param>
public sealed record TotalVariationEstimate(double Value, double Debiased, double Low, double High);

/// <summary>
/// An interval of the total variation that holds its level near zero, where the raw value <c>T = ½ Σ |Δ_k|</c> is all bias (.039
/// at a truth of 0 with 4,000 values against 20,000) and a percentile bootstrap never covers.
/// </summary>
/// <remarks>
/// <para>
/// <em>Model.</em> <c>Δ_k ~ N(δ_k, s_k²)</c>, <c>s_k² = g_k(1 − g_k)/n + c_k(1 − c_k)/N</c>. Then <c>|Δ_k|</c> is folded normal
/// with mean <c>f_k = s_k √(2/π) e^(−δ_k²/2s_k²) + δ_k erf(δ_k/(s_k√2))</c> and variance <c>δ_k² + s_k² − f_k²</c> (Leone,
/// Nelson, Nottingham, Technometrics 3, 1961), so <c>T</c> has mean <c>½ Σ f_k</c> and variance <c>¼ Σ (δ_k² + s_k² − f_k²)</c>,
/// and is close to normal as a sum over many bins. No random number is needed.
/// </para>
/// <para>
/// <em>Inversion.</em> For a shape <c>u</c> with total variation 1 and <c>δ = t u</c> that mean and variance are functions of
/// <c>t</c>. A bound is the <c>t</c> for which <c>T</c> lies at a given quantile of its distribution. How much of <c>T</c> is
/// bias depends on the shape: a drift spread over all bins at the size of their noise hides in it, one in few bins adds to it.
/// Data cannot tell the two apart for small drifts, so each bound takes the shape that is unfavourable to it and still agrees
/// with the data:
/// </para>
/// <list type="bullet">
/// <item>low, the 97.5th percentile along the concentrated shape <c>(|Δ_k| − 2 s_k)₊</c>;</item>
/// <item>debiased, the mean along <c>(|Δ_k| − s_k/2)₊</c> in between;</item>
/// <item>high, the 5th percentile along the spread shape: bins with <c>|Δ_k| ≤ 3 s_k</c> share the upper 90 % bound of their
/// energy, <c>s_k √(mean(Δ²/s²) − 1 + 1.28 √(2/K))</c>, the others keep <c>|Δ_k|</c>. A value below the mean without drift counts
/// as that mean, so that luck does not make the bound zero.</item>
/// </list>
/// <para>
/// <em>Simulated</em>, 2,000 times each (4,000 values against 20,000 demonstrations, uniform on 32 of 48 bins): without drift it
/// covers 96.2 %. At a true total variation of .05 and .15: tilt 98.5 and 97.0 %; two waves 97.2, 97.1; shift past an end 94.6,
/// 95.1; blur past both ends 98.5, 99.8; two bins gain, all others lose 95.8, 97.0; one bin gains, few lose 94.6, 95.8;
/// alternating bins 94.3, 93.3; undefined values 96.8, 98.7; two plateaus 99.0, 97.2; spill above, fading out 99.9, 99.6. At .02,
/// 92.8 to 99.5 %. The debiased value is off by at most .012 on average, where the raw one is by up to .039. The width is .04 to
/// .05.
/// </para>
/// </remarks>
public static class TotalVariationInterval
{
    private const double Upper975 = 1.959963984540054;
    private const double Upper95 = 1.6448536269514722;
    private const double Upper90 = 1.2815515655446004;

    // Total variations are shown with three digits; 2^-40 is far below.
    private const int Bisections = 40;

    /// <summary>Estimates the total variation between what was generated and the demonstrations.</summary>
    /// <param name="generated">What was generated.</param>
    /// <param name="demonstrations">The demonstrations.</param>
    /// <exception cref="ArgumentException">The histograms differ in range.</exception>
    public static TotalVariationEstimate Estimate(Histogram generated, Histogram demonstrations)
    {
        var value = TotalVariation.Between(generated, demonstrations);
        var change = new double[Histogram.CellCount];
        var errors = new double[Histogram.CellCount];
        for (var k = 0; k < change.Length; k++)
        {
            var g = (double)generated.Cells[k] / generated.Total;
            var c = (double)demonstrations.Cells[k] / demonstrations.Total;
            change[k] = Math.Abs(g - c);
            errors[k] = Math.Sqrt((g * (1 - g) / generated.Total) + (c * (1 - c) / demonstrations.Total));
        }

        return Invert(value, change, errors);
    }

    /// <summary>Estimates the total variation between what was generated and a target, which has no sampling error.</summary>
    /// <param name="generated">What was generated.</param>
    /// <param name="targetMasses">48 masses of the target.</param>
    /// <exception cref="ArgumentException">Not 48 masses.</exception>
    public static TotalVariationEstimate EstimateToTarget(Histogram generated, ReadOnlySpan<double> targetMasses)
    {
        var value = TotalVariation.ToTarget(generated, targetMasses);
        var change = new double[Histogram.CellCount];
        var errors = new double[Histogram.CellCount];
        for (var k = 0; k < change.Length; k++)
        {
            var g = (double)generated.Cells[k] / generated.Total;
            change[k] = Math.Abs(g - (k < targetMasses.Length ? targetMasses[k] : 0));
            errors[k] = Math.Sqrt(g * (1 - g) / generated.Total);
        }

        return Invert(value, change, errors);
    }

    private static TotalVariationEstimate Invert(double value, double[] change, double[] errors)
    {
        var withoutDrift = Moments(0, errors, errors).Mean;
        var low = Solve(value, Thresholded(change, errors, 2), errors, Upper975);
        var high = Solve(Math.Max(value, withoutDrift), Spread(change, errors), errors, -Upper95);
        high = Math.Max(low, high);
        var debiased = Solve(value, Thresholded(change, errors, 0.5), errors, 0);
        return new TotalVariationEstimate(value, Math.Clamp(debiased, low, high), low, high);
    }

    // The t in [0, 1] at which the mean of T plus z standard deviations is the value.
    private static double Solve(double value, double[] shape, double[] errors, double z)
    {
        if (Level(0, shape, errors, z) >= value)
            return 0;
        double low = 0, high = 1;
        for (var i = 0; i < Bisections; i++)
        {
            var middle = (low + high) / 2;
            if (Level(middle, shape, errors, z) < value)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }

    private static double Level(double t, double[] shape, double[] errors, double z)
    {
        var (mean, deviation) = Moments(t, shape, errors);
        return mean + (z * deviation);
    }

    private static (double Mean, double Deviation) Moments(double t, double[] shape, double[] errors)
    {
        double mean = 0, variance = 0;
        for (var k = 0; k < shape.Length; k++)
        {
            var (delta, s) = (t * shape[k], errors[k]);
            var folded = delta;
            if (s > 0)
            {
                var ratio = delta / s;
                folded = (s * Math.Sqrt(2 / Math.PI) * Math.Exp(-ratio * ratio / 2))
                    + (delta * SpecialFunctions.Erf(ratio / Math.Sqrt(2)));
            }

            mean += folded;
            variance += Math.Max(0, (delta * delta) + (s * s) - (folded * folded));
        }

        return (mean / 2, Math.Sqrt(variance) / 2);
    }

    private static double[] Thresholded(double[] change, double[] errors, double threshold)
    {
        var shape = new double[change.Length];
        for (var k = 0; k < shape.Length; k++)
            shape[k] = Math.Max(0, change[k] - (threshold * errors[k]));
        return Normalized(shape, change);
    }

    private static double[] Spread(double[] change, double[] errors)
    {
        var (count, energy) = (0, 0.0);
        for (var k = 0; k < change.Length; k++)
        {
            if (!IsInBulk(change[k], errors[k]))
                continue;
            count++;
            energy += change[k] * change[k] / (errors[k] * errors[k]);
        }

        // The least energy keeps a shape where the bulk varies by less than noise.
        var bulk = count == 0 ? 0 : Math.Sqrt(Math.Max(0.01, (energy / count) - 1 + (Upper90 * Math.Sqrt(2.0 / count))));
        var shape = new double[change.Length];
        for (var k = 0; k < shape.Length; k++)
            shape[k] = IsInBulk(change[k], errors[k]) ? bulk * errors[k] : change[k];
        return Normalized(shape, change);
    }

    private static bool IsInBulk(double change, double error) => error > 0 && change <= 3 * error;

    // Falls back to the change itself where nothing is left of it. Without any change every value of t is a bound of 0.
    private static double[] Normalized(double[] shape, double[] change)
    {
        var total = shape.Sum();
        if (total == 0)
            (shape, total) = ([.. change], change.Sum());
        for (var k = 0; k < shape.Length && total > 0; k++)
            shape[k] *= 2 / total;
        return shape;
    }
}
