using System.Globalization;

namespace Misgen.Host.Reports.Pictures;

/// <summary>
/// The palette viridis (Smith, van der Walt, matplotlib 1.5, 2015), in which equal steps look equally far apart, also without colour.
/// Its last tenth, a yellow too pale for thin lines on white, is left out.
/// </summary>
internal static class Viridis
{
    private const double Used = 0.9;

    // Every tenth of the palette.
    private static readonly int[] Tenths =
        [0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21918C, 0x22A884, 0x44BF70, 0x7AD151, 0xBDDF26, 0xFDE725];

    /// <summary>The colour of a place between 0 and 1, such as <c>#440154</c>; grey for NaN.</summary>
    public static string At(double place)
    {
        if (double.IsNaN(place))
            return "#9aa0a6";
        var position = Math.Clamp(place, 0, 1) * Used * (Tenths.Length - 1);
        var below = Math.Min((int)position, Tenths.Length - 2);
        var colour = 0;
        for (var shift = 16; shift >= 0; shift -= 8)
        {
            int from = (Tenths[below] >> shift) & 0xFF, to = (Tenths[below + 1] >> shift) & 0xFF;
            colour |= (int)Math.Round(from + ((position - below) * (to - from))) << shift;
        }

        return $"#{colour.ToString("x6", CultureInfo.InvariantCulture)}";
    }
}
