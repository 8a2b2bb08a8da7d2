using Misgen.Core.Prediction;

namespace Misgen.Core.Interventions;

/// <summary>What an intervention must know of a model's drift before the model is trained.</summary>
public enum DriftEvidence
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>What a pilot generates.</summary>
    Pilot,

    /// <summary>The transition matrix of a kernel.</summary>
    Kernel,
}

/// <summary>A drift as it is expected before the model is trained.</summary>
/// <param name="Curated">48 masses of the demonstrations.</param>
/// <param name="Target">48 masses of the target.</param>
/// <param name="Pilot">48 masses of what a pilot generates; null unless it was asked for.</param>
/// <param name="Transition">Where a kernel moves the mass of each bin; null unless it was asked for.</param>
/// <param name="Kappa">The share of that movement which the final model is expected to show.</param>
public sealed record ExpectedDrift(double[] Curated, double[] Target, double[]? Pilot, TransitionMatrix? Transition, double Kappa);
