using Misgen.Core.Distributions;
using Misgen.Plugins;

namespace Misgen.Core.Prediction;

/// <summary>
/// Which member of a kernel is taken, and by how much it is shrunk: chosen on the drift of a second, independent pilot, and never on that
/// of the final model.
/// </summary>
/// <param name="Member">Number of the member.</param>
/// <param name="PilotKappa">The shrinkage κ with which it explains most of the pilot's drift.</param>
/// <param name="Validation">How well it explains it, at that shrinkage.</param>
public sealed record MemberChoice(int Member, double PilotKappa, PredictionScore Validation)
{
    /// <summary>
    /// How much of the deviation that explains the pilot's drift is left in the final model: a pilot trained with a twentieth of the
    /// operations drifts more. Found on <c>synthetic/sine</c>, <c>synthetic/cone</c>, <c>synthetic/logistic</c>, <c>maze/umaze</c> and
    /// <c>double-pendulum/energy</c> together, and the same for every task and kernel (docs/method.md).
    /// </summary>
    public const double PilotToFinal = 0.37;

    private const double LargestKappa = 2;
    private const double KappaStep = 0.05;

    /// <summary>The shrinkage of the final prediction.</summary>
    public double Kappa => PilotToFinal * PilotKappa;

    /// <summary>Chooses: the member and shrinkage that explain most of the pilot's drift at 24 bins; of equals the first.</summary>
    /// <param name="members">What each member predicts.</param>
    /// <param name="pilot">Masses of what the second pilot generates.</param>
    /// <param name="curated">Masses of the demonstrations.</param>
    /// <param name="target">The target distribution.</param>
    /// <param name="bins">The bins.</param>
    public static MemberChoice Of(
        IReadOnlyList<WeightedSample> members, double[] pilot, double[] curated, TargetDistribution target, QuantityBins bins)
    {
        ArgumentNullException.ThrowIfNull(members);
        MemberChoice? best = null;
        for (var member = 0; member < members.Count; member++)
        {
            for (var step = 0; step * KappaStep <= LargestKappa + 1e-9; step++)
            {
                var kappa = step * KappaStep;
                var score = PredictionScore.OfPairs(members[member].Shrink(target, kappa).Masses(bins), pilot, curated);
                if (best is null || score.Explained > best.Validation.Explained)
                    best = new MemberChoice(member, kappa, score);
            }
        }

        return best ?? throw new ArgumentException("A kernel has at least one member.", nameof(members));
    }
}
