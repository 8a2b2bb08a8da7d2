namespace Misgen.Plugins;

/// <summary>A task: a simulator, a physical quantity and a curator, with the defects that say whether a trajectory is plausible.</summary>
public sealed record PhysicsTask
{
    /// <summary>Its id, <c>family/name</c> in lower case, for instance <c>synthetic/logistic</c>.</summary>
    public required string Id { get; init; }

    /// <summary>One line for lists and reports.</summary>
    public required string Description { get; init; }

    /// <summary>Makes trajectories.</summary>
    public required ISimulator Simulator { get; init; }

    /// <summary>The quantity whose distribution is watched.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Decides which trajectories become demonstrations.</summary>
    public required ICurator Curator { get; init; }

    /// <summary>At least one defect, none of which depends on the quantity.</summary>
    public required IReadOnlyList<Defect> Defects { get; init; }

    /// <summary>Other coordinates for the same trajectories; may be empty.</summary>
    public IReadOnlyList<IRepresentation> Representations { get; init; } = [];
}
