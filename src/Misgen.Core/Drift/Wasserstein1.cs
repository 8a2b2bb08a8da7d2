using Misgen.Plugins;

namespace Misgen.Core.Drift;

/// <summary>
/// The Wasserstein-1 distance <c>∫₀¹ |F⁻¹(u) − G⁻¹(u)| du</c>, how far mass has to move on average (Peyré, Cuturi, "Computational
/// optimal transport", 2019, remark 2.30). Undefined values are ignored; an infinite value makes the distance infinite.
/// </summary>
public static class Wasserstein1
{
    // Wide enough for any smooth quantile function; a panel ends where the integrand has its kink.
    private const int PanelsPerUnit = 256;

    /// <summary>The distance between two samples, exact for any two sizes.</summary>
    /// <param name="a">One sample; <c>NaN</c> is ignored.</param>
    /// <param name="b">The other sample; <c>NaN</c> is ignored.</param>
    /// <param name="unit">The unit of the result, as a rule the width of the quantity's range.</param>
    /// <returns>The distance in units of <paramref name="unit"/>; <c>NaN</c> where a sample has no defined value.</returns>
    public static double Between(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double unit) =>
        BetweenSorted(SortedDefined(a), SortedDefined(b)) / unit;

    /// <summary>The distance between a sample and a target distribution.</summary>
    /// <param name="q">The sample; <c>NaN</c> is ignored.</param>
    /// <param name="target">The target distribution.</param>
    /// <param name="unit">The unit of the result, as a rule the width of the quantity's range.</param>
    /// <returns>The distance in units of <paramref name="unit"/>: exact where the quantile function is a polynomial of degree 5
    /// or less. <c>NaN</c> where the sample has no defined value.</returns>
    public static double ToTarget(ReadOnlySpan<double> q, TargetDistribution target, double unit)
    {
        ArgumentNullException.ThrowIfNull(target);
        return SortedToTarget(SortedDefined(q), target) / unit;
    }

    /// <summary>The defined values of a sample in rising order, a new array.</summary>
    /// <param name="q">The sample.</param>
    internal static double[] SortedDefined(ReadOnlySpan<double> q)
    {
        var defined = new double[q.Length];
        var count = 0;
        foreach (var value in q)
        {
            if (!double.IsNaN(value))
                defined[count++] = value;
        }

        Array.Resize(ref defined, count);
        Array.Sort(defined);
        return defined;
    }

    /// <summary>As <see cref="ToTarget"/>, for a sorted sample without undefined values, in the quantity's own unit.</summary>
    /// <param name="sorted">The sample in rising order.</param>
    /// <param name="target">The target distribution.</param>
    internal static double SortedToTarget(ReadOnlySpan<double> sorted, TargetDistribution target)
    {
        if (sorted.IsEmpty)
            return double.NaN;
        var sum = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (double.IsInfinity(sorted[i]))
                return double.PositiveInfinity;
            var low = (double)i / sorted.Length;
            var high = (double)(i + 1) / sorted.Length;
            var crossing = Math.Clamp(target.Cdf(sorted[i]), low, high);
            sum += Integrate(sorted[i], low, crossing, target) + Integrate(sorted[i], crossing, high, target);
        }

        return sum;
    }

    // Both quantile functions are steps, at i/n and at j/m. The steps are merged in integers, in units of 1/(n m).
    private static double BetweenSorted(double[] a, double[] b)
    {
        if (a.Length == 0 || b.Length == 0)
            return double.NaN;
        long n = a.Length, m = b.Length, at = 0;
        int i = 0, j = 0;
        var sum = 0.0;
        while (i < n && j < m)
        {
            var next = Math.Min((i + 1) * m, (j + 1) * n);
            if (a[i] != b[j])
                sum += (next - at) * Math.Abs(a[i] - b[j]);
            at = next;
            if (at == (i + 1) * m)
                i++;
            if (at == (j + 1) * n)
                j++;
        }

        return sum / n / m;
    }

    // Gauss and Legendre's three-point rule (Abramowitz, Stegun, 25.4.30) on panels.
    private static double Integrate(double value, double low, double high, TargetDistribution target)
    {
        if (!(low < high))
            return 0;
        const double Node = 0.774596669241483377035853079956;
        var panels = (int)Math.Ceiling((high - low) * PanelsPerUnit);
        var half = (high - low) / panels / 2;
        var sum = 0.0;
        for (var panel = 0; panel < panels; panel++)
        {
            var centre = low + (((2 * panel) + 1) * half);
            sum += (5 * Math.Abs(value - target.Quantile(centre - (Node * half))))
                + (8 * Math.Abs(value - target.Quantile(centre)))
                + (5 * Math.Abs(value - target.Quantile(centre + (Node * half))));
        }

        return sum * half / 9;
    }
}
