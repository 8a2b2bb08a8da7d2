using Misgen.Plugins;

namespace Misgen.Core.Interventions.Representation;

/// <summary>
/// <c>stretch</c>: trajectories are stretched by <c>(I + λ G)^{1/2}</c> along the directions in which the quantity changes, before they are
/// noised; λ is 0.1 or 1, whichever a pilot drifts less with.
/// </summary>
public sealed class Stretch : Intervention
{
    /// <inheritdoc/>
    public override string Id => "stretch";

    /// <inheritdoc/>
    public override InterventionLevel Level => InterventionLevel.Representation;

    /// <inheritdoc/>
    public override string Description => "stretch trajectories along the directions in which the quantity changes";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Representations(PhysicsTask task) => [RepresentationNames.WeakStretch, RepresentationNames.StrongStretch];
}
