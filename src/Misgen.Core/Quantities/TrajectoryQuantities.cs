namespace Misgen.Core.Quantities;

/// <summary>Every built-in quantity, in the order of lists.</summary>
public static class TrajectoryQuantities
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<TrajectoryQuantity> All { get; } =
    [
        new PathLength(),
        new Displacement(),
        new MeanSpeed(),
        new MaxSpeed(),
        new KineticEnergy(),
    ];

    /// <summary>Looks one up.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The quantity, or null.</returns>
    public static TrajectoryQuantity? Find(string id) => All.FirstOrDefault(quantity => quantity.Id == id);
}
