using Misgen.Core.Distributions;
using Misgen.Plugins;

namespace Misgen.Core.Prediction;

/// <summary>
/// A kernel's member chosen on two pilots, and how well it does there. What is fitted to one pilot's drift is scored on the other's, in
/// both directions: the final model is not needed.
/// </summary>
/// <param name="Member">Number of the member.</param>
/// <param name="Score">Mean of both directions.</param>
/// <param name="Predicted">For each pilot, the masses that fit its drift: the prediction for the other.</param>
public sealed record CrossValidation(int Member, PredictionScore Score, IReadOnlyList<double[]> Predicted)
{
    private const double LargestKappa = 2;
    private const double KappaStep = 0.05;

    /// <summary>Chooses by explained drift at 24 bins; of equals the first.</summary>
    /// <param name="members">For each pilot, what each member of the kernel predicts; the same twice where it needs no pilot.</param>
    /// <param name="drifts">For each pilot, the masses of what it generates.</param>
    /// <param name="curated">Masses of the demonstrations.</param>
    /// <param name="target">The target distribution.</param>
    /// <param name="bins">The bins.</param>
    public static CrossValidation Of(
        IReadOnlyList<IReadOnlyList<WeightedSample>> members, IReadOnlyList<double[]> drifts, double[] curated, TargetDistribution target, QuantityBins bins)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(drifts);
        return Enumerable.Range(0, members[0].Count).Select(Validate).MaxBy(one => one.Score.Explained ?? double.MinValue)!;

        CrossValidation Validate(int member)
        {
            double[][] predicted = [.. drifts.Select((drift, pilot) =>
            {
                var sample = members[pilot][member];
                return sample.Shrink(target, FitKappa(sample, drift, curated, target, bins)).Masses(bins);
            })];
            return new CrossValidation(member, ScoreOf(predicted, drifts, curated), predicted);
        }
    }

    /// <summary>Scores predictions that were fitted to one pilot's drift on that of the other.</summary>
    /// <param name="predicted">For each pilot, the masses that fit its drift.</param>
    /// <param name="drifts">For each pilot, the masses of what it generates.</param>
    /// <param name="curated">Masses of the demonstrations.</param>
    public static PredictionScore ScoreOf(IReadOnlyList<double[]> predicted, IReadOnlyList<double[]> drifts, double[] curated)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(drifts);
        return PredictionScore.Mean([.. predicted.Select((masses, pilot) => PredictionScore.OfPairs(masses, drifts[drifts.Count - 1 - pilot], curated))]);
    }

    /// <summary>The shrinkage κ with which a sample explains most of a drift at 24 bins.</summary>
    /// <param name="sample">What is shrunk.</param>
    /// <param name="drift">Masses to be explained.</param>
    /// <param name="curated">Masses of the demonstrations.</param>
    /// <param name="target">The target distribution.</param>
    /// <param name="bins">The bins.</param>
    public static double FitKappa(WeightedSample sample, double[] drift, double[] curated, TargetDistribution target, QuantityBins bins)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return Enumerable.Range(0, (int)Math.Round(LargestKappa / KappaStep) + 1).Select(step => step * KappaStep)
            .MaxBy(kappa => PredictionScore.OfPairs(sample.Shrink(target, kappa).Masses(bins), drift, curated).Explained ?? double.MinValue);
    }
}
