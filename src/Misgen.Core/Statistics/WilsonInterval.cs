using MathNet.Numerics.Distributions;

namespace Misgen.Core.Statistics;

/// <summary>
/// The score interval of a proportion (Wilson, J. Am. Stat. Assoc. 22, 1927; recommended by Brown, Cai, DasGupta, "Interval
/// estimation for a binomial proportion", Stat. Sci. 16, 2001).
/// </summary>
public static class WilsonInterval
{
    private static readonly double Z = Normal.InvCDF(0, 1, (1 + Interval.Level) / 2);

    /// <summary>The proportion and its interval.</summary>
    /// <param name="successes">Number of successes.</param>
    /// <param name="total">Number of trials; 0 gives an undefined estimate.</param>
    /// <exception cref="ArgumentException"><paramref name="successes"/> is not between 0 and <paramref
    /// name="total"/>.</exception>
    public static Estimate Of(int successes, int total)
    {
        if (successes < 0 || successes > total)
            throw new ArgumentException($"Successes lie between 0 and the total, not {successes} of {total}.");
        if (total == 0)
            return Estimate.Undefined;
        var share = (double)successes / total;
        var z2 = Z * Z / total;
        var centre = (share + (z2 / 2)) / (1 + z2);
        var half = Math.Sqrt((share * (1 - share) * z2) + (z2 * z2 / 4)) / (1 + z2);

        // At 0 and 1 the ends are exact; rounding must not move them.
        return new Estimate(share, successes == 0 ? 0 : centre - half, successes == total ? 1 : centre + half);
    }
}
