namespace Misgen.Core.Interventions.Baseline;

/// <summary><c>none</c>: the baseline that every other intervention is compared with.</summary>
public sealed class NoIntervention : Intervention
{
    /// <summary>The id of the baseline.</summary>
    public const string Name = "none";

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override InterventionLevel Level => InterventionLevel.Baseline;

    /// <inheritdoc/>
    public override string Description => "train on the demonstrations as they are";
}
