using System.Globalization;

namespace Misgen.Host.Reports.Pictures;

/// <summary>A linear axis: values from <paramref name="Low"/> to <paramref name="High"/> on pixels between two ends.</summary>
/// <param name="Low">Value at the first end.</param>
/// <param name="High">Value at the second end.</param>
/// <param name="From">Pixel of the first end.</param>
/// <param name="To">Pixel of the second end.</param>
internal sealed record Axis(double Low, double High, double From, double To)
{
    private const double Margin = 0.05;
    private const int MostTicks = 6;

    /// <summary>An axis that leaves some room around values; a single value is put in the middle.</summary>
    public static Axis Around(double low, double high, double from, double to)
    {
        var room = low < high ? Margin * (high - low) : Math.Max(Math.Abs(low), 1) / 2;
        return new Axis(low - room, high + room, from, to);
    }

    /// <summary>Value per pixel, positive.</summary>
    public double Scale => (High - Low) / Math.Abs(To - From);

    public double Pixel(double value) => From + ((value - Low) / (High - Low) * (To - From));

    /// <summary>The same axis with more room on both sides, at the given scale.</summary>
    public Axis AtScale(double scale)
    {
        var (middle, half) = ((Low + High) / 2, scale * Math.Abs(To - From) / 2);
        return this with { Low = middle - half, High = middle + half };
    }

    /// <summary>Two to six round values, 1, 2 or 5 times a power of ten apart, as they are written.</summary>
    public IReadOnlyList<(double Value, string Text)> Ticks()
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10((High - Low) / MostTicks)));
        var step = new[] { 1, 2, 5, 10, 20 }.Select(times => times * power).First(one => Math.Floor(High / one) - Math.Ceiling(Low / one) + 1 <= MostTicks);
        List<(double, string)> ticks = [];
        var decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        for (var k = Math.Ceiling(Low / step); k <= Math.Floor(High / step); k++)
        {
            var value = k * step;
            var text = decimals > 6 || Math.Abs(value) >= 1e7
                ? value.ToString("G4", CultureInfo.InvariantCulture)
                : (value + 0).ToString($"F{decimals}", CultureInfo.InvariantCulture);
            ticks.Add((value, text.Replace('-', '−')));
        }

        return ticks;
    }
}
