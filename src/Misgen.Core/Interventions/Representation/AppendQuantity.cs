using Misgen.Plugins;

namespace Misgen.Core.Interventions.Representation;

/// <summary><c>append-quantity</c>: the quantity is one more channel, the same at every step; it is dropped from what is generated.</summary>
public sealed class AppendQuantity : Intervention
{
    /// <inheritdoc/>
    public override string Id => RepresentationNames.AppendQuantity;

    /// <inheritdoc/>
    public override InterventionLevel Level => InterventionLevel.Representation;

    /// <inheritdoc/>
    public override string Description => "the quantity as one more channel";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Representations(PhysicsTask task) => [RepresentationNames.AppendQuantity];
}
