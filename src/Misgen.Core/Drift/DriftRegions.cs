using Misgen.Core.Distributions;

namespace Misgen.Core.Drift;

/// <summary>A stretch of the quantity that gains or loses mass.</summary>
/// <param name="Low">Lower end. The lowest edge of all stands for everything below as well.</param>
/// <param name="High">Upper end. The highest edge of all stands for everything above as well.</param>
/// <param name="MassChange">Change of mass, as a share of all values; negative for a loss.</param>
/// <param name="RelativeChange"><paramref name="MassChange"/> divided by the curated mass of the region; <c>null</c> beyond the
/// range, where next to nothing is curated, and where the curated mass is zero.</param>
/// <param name="BeyondRange">Whether the region lies outside the range <c>[a, b]</c>.</param>
public sealed record DriftRegion(double Low, double High, double MassChange, double? RelativeChange, bool BeyondRange);

/// <summary>
/// Finds what to say of a drift in one sentence: the stretch that loses and the one that gains the most mass beyond noise.
/// </summary>
/// <remarks>
/// The standard error of a bin's change is <c>s_k = sqrt(p_k (1 − p_k) (1/n + 1/N))</c> with <c>p_k</c> the pooled mass. The
/// region is the run of neighbouring bins with the greatest <c>Σ (±Δ_k − s_k)</c> (Kadane's algorithm; Bentley, CACM 27, 1984):
/// bins that move by less than their noise end a run. A run ends at <c>a</c> and <c>b</c>, too. It is reported where its change
/// is at least <see cref="LeastZ"/> of its own standard errors: more than the usual 3, because it is the greatest of many.
/// Without drift, 4.5 % of 2,000 simulated pairs of samples (4,000 against 20,000) have a region; at 3 it would be 17 %.
/// </remarks>
public static class DriftRegions
{
    /// <summary>Standard errors that a region's change must reach.</summary>
    public const double LeastZ = 3.5;

    /// <summary>Finds at most one losing and one gaining region.</summary>
    /// <param name="curatedMasses">48 masses of the demonstrations.</param>
    /// <param name="observedMasses">48 masses of what was generated.</param>
    /// <param name="bins">The bins.</param>
    /// <param name="generatedCount">Number of generated values.</param>
    /// <param name="demonstrationCount">Number of demonstrations.</param>
    /// <returns>The strongest losing and the strongest gaining region, <c>null</c> where there is none beyond noise.</returns>
    /// <exception cref="ArgumentException">Not 48 masses, or a count below 1.</exception>
    public static (DriftRegion? Loss, DriftRegion? Gain) Find(
        double[] curatedMasses, double[] observedMasses, QuantityBins bins, int generatedCount, int demonstrationCount)
    {
        ArgumentNullException.ThrowIfNull(curatedMasses);
        ArgumentNullException.ThrowIfNull(observedMasses);
        ArgumentNullException.ThrowIfNull(bins);
        if (curatedMasses.Length != QuantityBins.Count || observedMasses.Length != QuantityBins.Count)
        {
            throw new ArgumentException(
                $"{QuantityBins.Count} masses are needed, not {curatedMasses.Length} and {observedMasses.Length}.");
        }

        if (generatedCount < 1 || demonstrationCount < 1)
            throw new ArgumentException($"Both counts are at least 1, not {generatedCount} and {demonstrationCount}.");

        var noise = new Noise(curatedMasses, observedMasses, generatedCount, demonstrationCount);
        var edges = bins.Edges();
        return (
            Strongest(-1, curatedMasses, observedMasses, edges, noise),
            Strongest(1, curatedMasses, observedMasses, edges, noise));
    }

    private static DriftRegion? Strongest(int sign, double[] curated, double[] observed, double[] edges, Noise noise)
    {
        DriftRegion? strongest = null;
        int[] stretches = [0, QuantityBins.FirstInRange, QuantityBins.FirstAbove, QuantityBins.Count];
        for (var stretch = 0; stretch < 3; stretch++)
        {
            var (from, to) = GreatestRun(sign, curated, observed, noise, stretches[stretch], stretches[stretch + 1]);
            if (from == to)
                continue;
            var before = curated.AsSpan()[from..to].Sum();
            var change = observed.AsSpan()[from..to].Sum() - before;
            if (sign * change < LeastZ * noise.StandardError(from, to))
                continue;
            if (strongest is not null && Math.Abs(change) <= Math.Abs(strongest.MassChange))
                continue;
            var beyond = stretch != 1;
            strongest = new DriftRegion(edges[from], edges[to], change, beyond || before == 0 ? null : change / before, beyond);
        }

        return strongest;
    }

    // Bins [from, to); empty where no bin moves by more than its noise.
    private static (int From, int To) GreatestRun(int sign, double[] curated, double[] observed, Noise noise, int start, int end)
    {
        var best = (From: start, To: start);
        double greatest = 0, sum = 0;
        var from = start;
        for (var k = start; k < end; k++)
        {
            if (sum <= 0)
                (sum, from) = (0, k);
            sum += (sign * (observed[k] - curated[k])) - noise.StandardError(k, k + 1);
            if (sum > greatest)
                (greatest, best) = (sum, (from, k + 1));
        }

        return best;
    }

    private static double Sum(this Span<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    private sealed class Noise(double[] curated, double[] observed, double generatedCount, double demonstrationCount)
    {
        public double StandardError(int from, int to)
        {
            var demonstrationsInside = curated.AsSpan()[from..to].Sum() * demonstrationCount;
            var generatedInside = observed.AsSpan()[from..to].Sum() * generatedCount;
            var mass = (demonstrationsInside + generatedInside) / (demonstrationCount + generatedCount);
            return Math.Sqrt(Math.Max(0, mass * (1 - mass)) * ((1 / generatedCount) + (1 / demonstrationCount)));
        }
    }
}
