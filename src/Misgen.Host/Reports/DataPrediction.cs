using Misgen.Core.Distributions;
using Misgen.Core.Drift;
using Misgen.Core.Store;
using Misgen.Pipeline.Jobs;
using Misgen.Pipeline.Leaderboard;

namespace Misgen.Host.Reports;

/// <summary>What kernels predict for a user's own demonstrations.</summary>
/// <param name="Bins">The bins.</param>
/// <param name="Quantity">The quantity.</param>
/// <param name="Count">Number of demonstrations.</param>
/// <param name="Curated">48 masses of the demonstrations.</param>
/// <param name="Kernels">Predictions, the recommended one first, then by validation.</param>
internal sealed record DataPrediction(
    QuantityBins Bins, QuantityBoard Quantity, int Count, double[] Curated, IReadOnlyList<KernelPrediction> Kernels)
{
    // A predicted histogram is taken as that of a sample of this size when regions are named.
    private const int Draws = 4_000;

    /// <summary>The recommended prediction; null where none is cheap enough to be recommended.</summary>
    public KernelPrediction? Recommended => Kernels.FirstOrDefault(kernel => kernel.Recommended);

    /// <summary>Predicted total variation between generated trajectories and demonstrations.</summary>
    public double TotalVariationOf(KernelPrediction kernel)
    {
        var undefined = Math.Abs(kernel.Histogram.Sum() - Curated.Sum());
        return (MassChange.Between(kernel.Histogram, Curated).Sum(Math.Abs) + undefined) / 2;
    }

    /// <summary>The stretches that are predicted to lose and to gain most.</summary>
    public (DriftRegion? Loss, DriftRegion? Gain) RegionsOf(KernelPrediction kernel) => DriftRegions.Find(Curated, kernel.Histogram, Bins, Draws, Count);

    /// <summary>Reads the artifacts.</summary>
    public static DataPrediction Read(Artifact imported, Artifact recommended)
    {
        var curated = new CuratedSet(imported);
        var q = curated.Data()["demonstrations.quantity"].ToDoubles();
        var kernels = recommended.Result()["predictions"]!.AsArray().Select(node => KernelPrediction.Read(node!.AsObject()))
            .OrderByDescending(kernel => kernel.Recommended).ThenByDescending(kernel => kernel.Validation.Explained);
        return new DataPrediction(
            curated.Bins, LeaderboardJson.FromNode<QuantityBoard>(curated.Quantity), q.Length, Histogram.Of(q, curated.Bins).Masses(), [.. kernels]);
    }
}
