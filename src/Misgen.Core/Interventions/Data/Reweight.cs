namespace Misgen.Core.Interventions.Data;

/// <summary>
/// <c>reweight</c>: demonstrations are drawn in proportion to <c>curated / observed</c> of a pilot, bin by bin, with weights clipped to
/// [0.1, 10]: what the pilot makes too seldom is shown to the model more often.
/// </summary>
public sealed class Reweight : Intervention
{
    private const double LeastWeight = 0.1;
    private const double MostWeight = 10;

    /// <inheritdoc/>
    public override string Id => "reweight";

    /// <inheritdoc/>
    public override InterventionLevel Level => InterventionLevel.Data;

    /// <inheritdoc/>
    public override string Description => "draw demonstrations more often where a pilot generates too few";

    /// <inheritdoc/>
    public override DriftEvidence Needs => DriftEvidence.Pilot;

    /// <inheritdoc/>
    public override double[] TrainingPrior(ExpectedDrift drift)
    {
        ArgumentNullException.ThrowIfNull(drift);
        return [.. drift.Curated.Zip(drift.Pilot!, (curated, observed) =>
            curated == 0 ? 0 : curated * Math.Clamp(curated / observed, LeastWeight, MostWeight))];
    }
}
