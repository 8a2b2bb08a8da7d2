using Misgen.Core.Distributions;

namespace Misgen.Pipeline.Leaderboard.Comparison;

/// <summary>
/// The three thirds of a quantity's range, to the nearest bins (11, 10 and 11 of the 32), and all that lies outside the range or is
/// undefined. A shift along the quantity changes these masses though the total variation may stay.
/// </summary>
public static class RangeRegions
{
    /// <summary>Number of regions.</summary>
    public const int Count = 4;

    /// <summary>The region outside the range.</summary>
    public const int Outside = 3;

    private static readonly int[] Ends =
        [QuantityBins.FirstInRange, QuantityBins.FirstInRange + 11, QuantityBins.FirstInRange + 21, QuantityBins.FirstAbove];

    /// <summary>The mass of each region; they sum to 1.</summary>
    /// <param name="masses">48 masses; what they lack to 1 is undefined.</param>
    public static double[] Masses(ReadOnlySpan<double> masses)
    {
        var regions = new double[Count];
        regions[Outside] = 1;
        for (var region = 0; region < Outside; region++)
        {
            for (var k = Ends[region]; k < Ends[region + 1]; k++)
                regions[region] += masses[k];
            regions[Outside] -= regions[region];
        }

        return regions;
    }

    /// <summary>Where a third lies, in the quantity's unit.</summary>
    /// <param name="region">0 to 2.</param>
    /// <param name="edges">49 edges.</param>
    public static (double Low, double High) Of(int region, IReadOnlyList<double> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        return (edges[Ends[region]], edges[Ends[region + 1]]);
    }
}
