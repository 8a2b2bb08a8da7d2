using Misgen.Plugins;

namespace Misgen.Core.Interventions.Representation;

/// <summary><c>coordinates</c>: the model is trained in the task's own coordinates, where it brings any.</summary>
public sealed class Coordinates : Intervention
{
    /// <inheritdoc/>
    public override string Id => RepresentationNames.Coordinates;

    /// <inheritdoc/>
    public override InterventionLevel Level => InterventionLevel.Representation;

    /// <inheritdoc/>
    public override string Description => "train in the task's own coordinates";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Representations(PhysicsTask task) => Of(task);

    internal static IReadOnlyList<string> Of(PhysicsTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.Representations.Any(own => own.Name == RepresentationNames.Coordinates) ? [RepresentationNames.Coordinates] : [];
    }
}
