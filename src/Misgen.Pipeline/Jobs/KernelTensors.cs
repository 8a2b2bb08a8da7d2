using Misgen.Core.Distributions;
using Misgen.Core.Prediction;
using Misgen.Core.Store;

namespace Misgen.Pipeline.Jobs;

/// <summary>The quantities that a <c>predict</c> artifact holds, by member of the kernel.</summary>
/// <param name="tensors">Its tensors.</param>
internal sealed class KernelTensors(IReadOnlyDictionary<string, StoredTensor> tensors)
{
    /// <summary>
    /// What a member predicts, all draws together. Those made of demonstrations are weighted so that they stand for all demonstrations.
    /// </summary>
    public static WeightedSample Sample(IReadOnlyList<KernelTensors> drawn, int member, double[] curated, QuantityBins bins)
    {
        var after = All(drawn, $"{member}")!;
        return All(drawn, $"{member}.before") is { } before
            ? TransitionMatrix.Weighted(before, after, curated, bins)
            : WeightedSample.Equal(after);
    }

    /// <summary>A member's transition matrix; null where it makes everything from noise.</summary>
    public static TransitionMatrix? Transition(IReadOnlyList<KernelTensors> drawn, int member, QuantityBins bins)
    {
        foreach (var name in (string[])[$"{member}", $"{member}.transitions"])
        {
            if (All(drawn, $"{name}.before") is { } before)
                return TransitionMatrix.Of(before, All(drawn, name)!, bins);
        }

        return null;
    }

    private static double[]? All(IReadOnlyList<KernelTensors> drawn, string name) =>
        drawn[0].Find(name) is null ? null : [.. drawn.SelectMany(one => one.Find(name)!)];

    private double[]? Find(string name) => tensors.TryGetValue(name, out var tensor) ? tensor.ToDoubles() : null;
}
