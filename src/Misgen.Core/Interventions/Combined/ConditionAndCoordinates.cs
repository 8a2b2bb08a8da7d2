using Misgen.Core.Interventions.Interface;
using Misgen.Core.Interventions.Representation;
using Misgen.Plugins;

namespace Misgen.Core.Interventions.Combined;

/// <summary><c>condition+coordinates</c>: <see cref="Condition"/> and <see cref="Coordinates"/> together.</summary>
public sealed class ConditionAndCoordinates : Intervention
{
    private readonly Condition _condition = new();

    /// <inheritdoc/>
    public override string Id => "condition+coordinates";

    /// <inheritdoc/>
    public override InterventionLevel Level => InterventionLevel.Combined;

    /// <inheritdoc/>
    public override string Description => "condition and coordinates together";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Representations(PhysicsTask task) => Coordinates.Of(task);

    /// <inheritdoc/>
    public override int ConditionFeatures => _condition.ConditionFeatures;

    /// <inheritdoc/>
    public override void EncodeCondition(double q, QuantityRange range, Span<float> features) => _condition.EncodeCondition(q, range, features);
}
