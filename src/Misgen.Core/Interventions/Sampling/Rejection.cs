namespace Misgen.Core.Interventions.Sampling;

/// <summary>
/// <c>rejection</c>: of what the baseline's model generates, each trajectory is kept with a chance in proportion to
/// <c>target / observed</c> of its bin (von Neumann, 1951). The chances come from one batch and are applied to independent draws, at most
/// ten per trajectory that is wanted. A bin that would need more cannot be covered: everything in it is kept, and it is named.
/// </summary>
public sealed class Rejection : Intervention
{
    /// <inheritdoc/>
    public override string Id => "rejection";

    /// <inheritdoc/>
    public override InterventionLevel Level => InterventionLevel.Sampling;

    /// <inheritdoc/>
    public override string Description => "keep generated trajectories so that the target comes out";

    /// <inheritdoc/>
    public override bool Rejects => true;

    /// <inheritdoc/>
    public override int Budget => 10;

    /// <inheritdoc/>
    public override (double[] Chances, IReadOnlyList<int> Uncovered) Acceptance(ReadOnlySpan<double> observed, ReadOnlySpan<double> target)
    {
        var chances = new double[observed.Length];
        List<int> uncovered = [];
        var most = 0.0;
        for (var k = 0; k < chances.Length; k++)
        {
            chances[k] = target[k] == 0 ? 0 : target[k] / observed[k];
            if (chances[k] > Budget)
                uncovered.Add(k);
            else
                most = Math.Max(most, chances[k]);
        }

        for (var k = 0; k < chances.Length; k++)
            chances[k] = chances[k] == 0 ? 0 : Math.Min(1, chances[k] / most);
        return (chances, uncovered);
    }
}
