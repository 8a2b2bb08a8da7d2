using Misgen.Core.Distributions;
using Misgen.Core.Drift;
using Misgen.Core.Statistics;
using Misgen.Plugins;

namespace Misgen.Host.Reports;

/// <summary>
/// The noise floor where there is one set of demonstrations and none held out: the total variation between the two parts of random
/// splits of them.
/// </summary>
/// <remarks>
/// <para>
/// For a split of <c>N</c> values into <c>m</c> and <c>N − m</c> the change of a bin of mass <c>p</c> has the variance
/// <c>p (1 − p) (1/m + 1/(N − m)) · N/(N − 1)</c> (sampling without replacement; Cochran, "Sampling techniques", 1977, theorem 2.2, with
/// the covariance of the two parts): as for two independent samples of these sizes. A model without drift shows
/// <c>p (1 − p) (1/n + 1/N)</c> with its <c>n</c> samples. So <c>m</c> is chosen for <c>1/m + 1/(N − m) = 1/n + 1/N</c>.
/// </para>
/// <para>
/// That has a solution up to <c>n = N/3</c>. For more samples the parts are halves, and the total variation, which is proportional to the
/// standard error of the bins wherever they hold more than a few values, is multiplied by <c>√((1/n + 1/N) / (4/N))</c>.
/// </para>
/// </remarks>
internal static class SplitNoiseFloor
{
    /// <summary>Estimates the floor from <see cref="NoiseFloor.Draws"/> splits.</summary>
    /// <param name="demonstrations">Quantity of the demonstrations, at least two.</param>
    /// <param name="sampleSize">Number of samples.</param>
    /// <param name="bins">The bins.</param>
    /// <param name="seed">Seed of the splits.</param>
    /// <param name="purpose">Purpose of the splits; split <c>i</c> has the stream (seed, purpose, <c>i</c>).</param>
    public static FloorEstimate Estimate(ReadOnlySpan<double> demonstrations, int sampleSize, QuantityBins bins, ulong seed, string purpose)
    {
        var count = demonstrations.Length;
        var size = SizeOfPart(count, sampleSize);
        var correction = Math.Sqrt((1.0 / sampleSize + 1.0 / count) / (1.0 / size + 1.0 / (count - size)));
        var shuffled = (double[])[.. demonstrations];
        var drawn = new double[NoiseFloor.Draws];
        for (var draw = 0; draw < drawn.Length; draw++)
        {
            // The first steps of Fisher and Yates's shuffle; any order before gives the same distribution.
            var random = new RandomStream(seed, purpose, (ulong)draw);
            for (var i = 0; i < size; i++)
            {
                var j = i + random.NextInt32(count - i);
                (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
            }

            drawn[draw] = correction * TotalVariation.Between(Histogram.Of(shuffled.AsSpan(0, size), bins), Histogram.Of(shuffled.AsSpan(size), bins));
        }

        Array.Sort(drawn);
        return new FloorEstimate(drawn.Average(), Quantile.OfSorted(drawn, 0.95));
    }

    // The smaller root of m (N − m) = N / (1/n + 1/N).
    private static int SizeOfPart(int count, int sampleSize)
    {
        var product = count / ((1.0 / sampleSize) + (1.0 / count));
        var discriminant = ((double)count * count) - (4 * product);
        return discriminant <= 0 ? count / 2 : Math.Max(1, (int)Math.Round((count - Math.Sqrt(discriminant)) / 2));
    }
}
