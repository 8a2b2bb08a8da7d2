using Misgen.Plugins;

namespace Misgen.Core.Interventions.Representation;

/// <summary>
/// <c>kernel-coordinates</c>: of all representations the one whose predicted drift is smallest without losing predicted plausibility. It is
/// predicted by a narrow pilot in each, before the model is trained.
/// </summary>
public sealed class KernelCoordinates : Intervention
{
    /// <inheritdoc/>
    public override string Id => "kernel-coordinates";

    /// <inheritdoc/>
    public override InterventionLevel Level => InterventionLevel.Representation;

    /// <inheritdoc/>
    public override string Description => "the representation with the smallest predicted drift";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Representations(PhysicsTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return [.. RepresentationNames.BuiltIn, .. task.Representations.Select(own => own.Name)];
    }
}
