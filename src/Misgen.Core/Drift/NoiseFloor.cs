using Misgen.Core.Distributions;
using Misgen.Core.Statistics;
using Misgen.Plugins;

namespace Misgen.Core.Drift;

/// <summary>The total variation that sampling alone makes at the sizes compared.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="Percentile95">Its 95th percentile.</param>
public sealed record FloorEstimate(double Mean, double Percentile95);

/// <summary>
/// The noise floor: total variation between demonstrations and draws from held-out values that were curated in the same way. It
/// is what a model without any drift would show.
/// </summary>
public static class NoiseFloor
{
    /// <summary>Number of draws.</summary>
    public const int Draws = 200;

    /// <summary>Estimates the floor from <see cref="Draws"/> draws.</summary>
    /// <param name="demonstrations">Quantity of the demonstrations.</param>
    /// <param name="heldOut">Quantity of the held-out trajectories.</param>
    /// <param name="sampleSize">Number of values per draw, that of the generated samples. They are drawn without replacement, or,
    /// where there are more than held-out values, with replacement; the floor is then a little too high.</param>
    /// <param name="bins">The bins.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="purpose">Purpose of the draws; draw <c>i</c> has the stream (seed, purpose, <c>i</c>).</param>
    /// <exception cref="ArgumentException">A sample is empty or <paramref name="sampleSize"/> below 1.</exception>
    public static FloorEstimate Estimate(
        ReadOnlySpan<double> demonstrations,
        ReadOnlySpan<double> heldOut,
        int sampleSize,
        QuantityBins bins,
        ulong seed,
        string purpose)
    {
        ArgumentNullException.ThrowIfNull(bins);
        if (sampleSize < 1)
            throw new ArgumentException($"A draw has at least one value, not {sampleSize}.", nameof(sampleSize));
        if (heldOut.IsEmpty)
            throw new ArgumentException("The noise floor needs held-out values, there are none.", nameof(heldOut));

        var curated = Histogram.Of(demonstrations, bins);
        var cellOf = new byte[heldOut.Length];
        for (var i = 0; i < cellOf.Length; i++)
        {
            var k = bins.IndexOf(heldOut[i]);
            cellOf[i] = (byte)(k < 0 ? QuantityBins.Count : k);
        }

        var drawn = new double[Draws];
        var shuffled = new byte[cellOf.Length];
        var cells = new int[Histogram.CellCount];
        for (var draw = 0; draw < Draws; draw++)
        {
            var random = new RandomStream(seed, purpose, (ulong)draw);
            Array.Clear(cells);
            if (sampleSize > cellOf.Length)
            {
                for (var i = 0; i < sampleSize; i++)
                    cells[cellOf[random.NextInt32(cellOf.Length)]]++;
            }
            else
            {
                cellOf.CopyTo(shuffled, 0);
                LabelPermutation.CountFirst(shuffled, sampleSize, cells, random);
            }

            drawn[draw] = TotalVariation.Between(Histogram.FromCells(cells, bins), curated);
        }

        Array.Sort(drawn);
        return new FloorEstimate(drawn.Average(), Quantile.OfSorted(drawn, 0.95));
    }
}
