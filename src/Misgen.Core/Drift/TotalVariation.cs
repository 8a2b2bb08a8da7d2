using Misgen.Core.Distributions;

namespace Misgen.Core.Drift;

/// <summary>
/// Total variation between two distributions over the same cells, <c>½ Σ_k |p_k − r_k|</c>: the share of mass that would have to
/// move (Levin, Peres, "Markov chains and mixing times", 2nd ed., proposition 4.2). Between histograms it is biased upward; see
/// <see cref="TotalVariationInterval"/>.
/// </summary>
public static class TotalVariation
{
    /// <summary>Total variation between two samples over 48 bins and the undefined values.</summary>
    /// <param name="a">One histogram.</param>
    /// <param name="b">The other.</param>
    /// <exception cref="ArgumentException">Their ranges differ.</exception>
    public static double Between(Histogram a, Histogram b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Bins.Range != b.Bins.Range)
            throw new ArgumentException($"The histograms differ in range: {a.Bins.Range} and {b.Bins.Range}.");
        return Between(a.Masses(), b.Masses()) + (Math.Abs(a.Undefined - b.Undefined) / 2);
    }

    /// <summary>Total variation between a sample and a target, which has no undefined mass.</summary>
    /// <param name="observed">The sample.</param>
    /// <param name="targetMasses">48 masses of the target.</param>
    /// <exception cref="ArgumentException">Not 48 masses.</exception>
    public static double ToTarget(Histogram observed, ReadOnlySpan<double> targetMasses)
    {
        ArgumentNullException.ThrowIfNull(observed);
        return Between(observed.Masses(), targetMasses) + (observed.Undefined / 2);
    }

    /// <summary>Total variation between two lists of masses without undefined mass.</summary>
    /// <param name="a">Masses.</param>
    /// <param name="b">Masses over the same bins.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static double Between(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"Masses over the same bins are needed, not {a.Length} and {b.Length}.");
        var sum = 0.0;
        for (var k = 0; k < a.Length; k++)
            sum += Math.Abs(a[k] - b[k]);
        return sum / 2;
    }
}
