using Misgen.Core.Distributions;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Drift;

/// <summary>
/// Distributions over 49 cells at a known total variation from a uniform distribution on 32 of 48 bins, and samples of them.
/// </summary>
internal static class SimulatedDrift
{
    public static readonly QuantityBins Bins = new(new QuantityRange(0, 1));

    /// <summary>Drifts of very different shape; how much of the raw total variation is bias depends on it.</summary>
    public static readonly IReadOnlyDictionary<string, Func<double, double[]>> Shapes =
        new Dictionary<string, Func<double, double[]>>(StringComparer.Ordinal)
        {
            ["tilt"] = tv => Along(k => IsInRange(k) ? k - 23.5 : 0, tv),
            ["shift past the end"] = tv =>
                Cells(k => Math.Max(0, Math.Min((k - 7) / 32.0, 1 + tv) - Math.Max((k - 8) / 32.0, tv))),
            ["two bins gain"] = tv => Along(k => k is 20 or 21 ? 15 : IsInRange(k) ? -1 : 0, tv),
            ["one bin gains, few lose"] = tv =>
                Along(k => k == 20 ? (int)(tv * 32) + 2 : k >= 26 && k < 28 + (int)(tv * 32) ? -1 : 0, tv),
            ["alternating"] = tv => Along(k => IsInRange(k) ? (k % 2 == 0 ? 1 : -1) : 0, tv),
            ["undefined"] = tv => Along(k => k == 48 ? 32 : IsInRange(k) ? -1 : 0, tv),
        };

    public static double[] Uniform { get; } = Cells(k => IsInRange(k) ? 1 / 32.0 : 0);

    public static Histogram Draw(double[] masses, int count, RandomStream random)
    {
        var upTo = new double[masses.Length];
        var sum = 0.0;
        for (var k = 0; k < masses.Length; k++)
            upTo[k] = sum += masses[k];
        var cells = new int[masses.Length];
        for (var i = 0; i < count; i++)
        {
            var k = Array.BinarySearch(upTo, random.NextDouble() * sum);
            cells[k < 0 ? ~k : k + 1]++;
        }

        return Histogram.FromCells(cells, Bins);
    }

    private static double[] Along(Func<int, double> shape, double tv)
    {
        var size = Cells(shape).Sum(Math.Abs) / 2;
        return Cells(k => Uniform[k] + (shape(k) * tv / size));
    }

    private static double[] Cells(Func<int, double> mass) => [.. Enumerable.Range(0, Histogram.CellCount).Select(mass)];

    private static bool IsInRange(int k) => k is >= QuantityBins.FirstInRange and < QuantityBins.FirstAbove;
}
