using Misgen.Core.Distributions;

namespace Misgen.Core.Interventions.Data;

/// <summary>
/// <c>kernel-reweight</c>: the training prior <c>p' ≥ 0</c> over bins that hold demonstrations which minimises
/// <c>‖T p' − p*‖² + 0.05 ‖p' − p*‖²</c>, with <c>T</c> from a kernel: what the kernel expects to come out is the target.
/// </summary>
/// <remarks>
/// A kernel's own matrix overshoots as its prediction does. As there, only a share κ of the movement is expected of the model:
/// <c>T = (1 − κ) I + κ K</c> (method, section 4).
/// </remarks>
public sealed class KernelReweight : Intervention
{
    private const double Regularisation = 0.05;

    /// <inheritdoc/>
    public override string Id => "kernel-reweight";

    /// <inheritdoc/>
    public override InterventionLevel Level => InterventionLevel.Data;

    /// <inheritdoc/>
    public override string Description => "draw demonstrations so that a kernel expects the target to come out";

    /// <inheritdoc/>
    public override DriftEvidence Needs => DriftEvidence.Kernel;

    /// <inheritdoc/>
    public override double[] TrainingPrior(ExpectedDrift drift)
    {
        ArgumentNullException.ThrowIfNull(drift);
        int[] held = [.. Enumerable.Range(0, QuantityBins.Count).Where(k => drift.Curated[k] > 0)];
        var matrix = new double[Histogram.CellCount + QuantityBins.Count, held.Length];
        var wanted = new double[Histogram.CellCount + QuantityBins.Count];
        for (var k = 0; k < QuantityBins.Count; k++)
        {
            wanted[k] = drift.Target[k];
            wanted[Histogram.CellCount + k] = Math.Sqrt(Regularisation) * drift.Target[k];
        }

        for (var column = 0; column < held.Length; column++)
        {
            for (var to = 0; to < Histogram.CellCount; to++)
                matrix[to, column] = (drift.Kappa * drift.Transition![to, held[column]]) + (to == held[column] ? 1 - drift.Kappa : 0);
            matrix[Histogram.CellCount + held[column], column] = Math.Sqrt(Regularisation);
        }

        var solution = NonNegativeLeastSquares.Solve(matrix, wanted);
        var prior = new double[QuantityBins.Count];
        for (var column = 0; column < held.Length; column++)
            prior[held[column]] = solution[column];
        return prior;
    }
}
