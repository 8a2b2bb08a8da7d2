using Misgen.Core.Interventions;

namespace Misgen.Core.Tests.Interventions;

/// <summary><c>insist</c>: demonstrations of bins in which a pilot generates too few are drawn twice as often.</summary>
public sealed class Insist : Intervention
{
    /// <inheritdoc/>
    public override string Id => "insist";

    /// <inheritdoc/>
    public override InterventionLevel Level => InterventionLevel.Data;

    /// <inheritdoc/>
    public override string Description => "draw demonstrations twice as often where a pilot generates too few";

    /// <inheritdoc/>
    public override DriftEvidence Needs => DriftEvidence.Pilot;

    /// <inheritdoc/>
    public override double[] TrainingPrior(ExpectedDrift drift) =>
        [.. drift.Curated.Zip(drift.Pilot!, (curated, observed) => observed < curated ? 2 * curated : curated)];
}
