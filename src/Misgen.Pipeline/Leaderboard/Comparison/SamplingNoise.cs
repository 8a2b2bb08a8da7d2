using MathNet.Numerics;

namespace Misgen.Pipeline.Leaderboard.Comparison;

/// <summary>What sampling alone makes a figure vary by, known from the number of samples. Training adds to it.</summary>
internal static class SamplingNoise
{
    /// <summary>
    /// The variance of a total variation: <c>¼ Σ (δ² + s² − f²)</c> over the cells, with the folded normal's mean <c>f</c> as in
    /// <see cref="Core.Drift.TotalVariationInterval"/>. Only the samples vary, the reference is the same for all seeds.
    /// </summary>
    /// <param name="masses">Masses of the samples' distribution.</param>
    /// <param name="reference">Masses of what they are compared with.</param>
    /// <param name="samples">How many samples there are.</param>
    public static double OfTotalVariation(double[] masses, double[] reference, int samples)
    {
        var sum = Folded(1 - masses.Sum(), 1 - reference.Sum());
        for (var k = 0; k < masses.Length; k++)
            sum += Folded(masses[k], reference[k]);
        return AtLeastOne(sum / 4, samples);

        double Folded(double mass, double expected)
        {
            var variance = mass * (1 - mass) / samples;
            if (!(variance > 0))
                return 0;
            var delta = Math.Abs(mass - expected);
            var ratio = delta / Math.Sqrt(variance);
            var folded = (Math.Sqrt(2 * variance / Math.PI) * Math.Exp(-ratio * ratio / 2)) + (delta * SpecialFunctions.Erf(ratio / Math.Sqrt(2)));
            return Math.Max(0, (delta * delta) + variance - (folded * folded));
        }
    }

    /// <summary>
    /// The same where only the total variation is known. It is the excess mass of the set of values that gain, and varies as that set's
    /// share does, which for a share near one half is at most <c>(1 − TV²) / 4n</c>.
    /// </summary>
    /// <param name="tv">The total variation.</param>
    /// <param name="samples">How many samples there are.</param>
    public static double OfTotalVariation(double tv, int samples) => AtLeastOne((1 - (tv * tv)) / 4 / samples, samples);

    /// <summary>The variance of a share.</summary>
    /// <param name="share">The share.</param>
    /// <param name="samples">How many samples there are.</param>
    public static double OfShare(double share, int samples) => AtLeastOne(share * (1 - share) / samples, samples);

    // No figure is known more finely than to half a sample.
    private static double AtLeastOne(double variance, int samples) => Math.Max(variance, 0.25 / samples / samples);
}
