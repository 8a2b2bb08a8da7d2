using Misgen.Core.Distributions;
using Misgen.Plugins;

namespace Misgen.Core.Prediction;

/// <summary>Which member of a kernel explains most of an observed drift, and shrunk by how much.</summary>
/// <param name="Member">Number of the member.</param>
/// <param name="Kappa">The shrinkage κ.</param>
/// <param name="Score">How well it explains the drift, at that shrinkage.</param>
public sealed record MemberChoice(int Member, double Kappa, PredictionScore Score)
{
    private const double LargestKappa = 2;
    private const double KappaStep = 0.05;

    /// <summary>Chooses by explained drift at 24 bins; of equals the first.</summary>
    /// <param name="members">What each member predicts.</param>
    /// <param name="observed">Masses of what is to be explained.</param>
    /// <param name="curated">Masses of the demonstrations.</param>
    /// <param name="target">The target distribution.</param>
    /// <param name="bins">The bins.</param>
    /// <exception cref="ArgumentException">There is no member.</exception>
    public static MemberChoice Of(
        IReadOnlyList<WeightedSample> members, double[] observed, double[] curated, TargetDistribution target, QuantityBins bins)
    {
        ArgumentNullException.ThrowIfNull(members);
        MemberChoice? best = null;
        for (var member = 0; member < members.Count; member++)
        {
            for (var step = 0; step * KappaStep <= LargestKappa + 1e-9; step++)
            {
                var kappa = step * KappaStep;
                var score = PredictionScore.OfPairs(members[member].Shrink(target, kappa).Masses(bins), observed, curated);
                if (best is null || score.Explained > best.Score.Explained)
                    best = new MemberChoice(member, kappa, score);
            }
        }

        return best ?? throw new ArgumentException("A kernel has at least one member.", nameof(members));
    }
}
