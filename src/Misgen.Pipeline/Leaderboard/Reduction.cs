using Misgen.Core.Distributions;
using Misgen.Core.Drift;
using Misgen.Core.Statistics;
using Misgen.Plugins;

namespace Misgen.Pipeline.Leaderboard;

/// <summary>The reduction of an intervention, <c>1 − TV_i / TV_none</c>, both to the target, clipped to [−1, 1].</summary>
internal static class Reduction
{
    private const int Replicates = 500;

    public static double Of(Histogram intervention, Histogram none, double[] target) =>
        Of(TotalVariation.ToTarget(intervention, target), TotalVariation.ToTarget(none, target));

    /// <summary>
    /// For one seed: the reduction with a basic (reflected) bootstrap interval over the samples of both trials (Davison, Hinkley 1997,
    /// section 5.2). It covers sampling error, not what another seed would give.
    /// </summary>
    public static Estimate WithSamplingInterval(Histogram intervention, Histogram none, double[] target, ulong seed, string purpose)
    {
        var value = Of(intervention, none, target);
        var replicates = new double[Replicates];
        for (var i = 0; i < Replicates; i++)
        {
            var random = new RandomStream(seed, $"{purpose}/reduction", (ulong)i);
            replicates[i] = Of(Redraw(intervention, random), Redraw(none, random), target);
        }

        Array.Sort(replicates);
        var central = Quantile.Central95(replicates);
        return new Estimate(value, Math.Clamp((2 * value) - central.High, -1, 1), Math.Clamp((2 * value) - central.Low, -1, 1));
    }

    private static double Of(double intervention, double none) => none > 0 ? Math.Clamp(1 - (intervention / none), -1, 1) : 0;

    // As many draws as there were, from the cells of the histogram.
    private static Histogram Redraw(Histogram histogram, RandomStream random)
    {
        var cumulative = new int[Histogram.CellCount];
        var total = 0;
        for (var cell = 0; cell < cumulative.Length; cell++)
            cumulative[cell] = total += histogram.Cells[cell];
        var cells = new int[cumulative.Length];
        for (var i = 0; i < total; i++)
        {
            var at = Array.BinarySearch(cumulative, random.NextInt32(total) + 1);
            at = at < 0 ? ~at : at;
            while (at > 0 && cumulative[at - 1] == cumulative[at])
                at--;
            cells[at]++;
        }

        return Histogram.FromCells(cells, histogram.Bins);
    }
}
