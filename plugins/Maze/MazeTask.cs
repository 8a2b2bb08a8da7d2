namespace Misgen.Plugins.Maze;

/// <summary>
/// <c>maze/NAME</c>: smooth paths through a maze, as points at equal arc lengths, with their length curated to be uniform. The quantity
/// is the travelled distance <c>Σ |x_{t+1} − x_t|</c>; a path is implausible when too many of its points lie inside walls.
/// </summary>
internal static class MazeTask
{
    /// <summary>Makes the task of one maze.</summary>
    /// <param name="options">The maze.</param>
    /// <param name="layout">Its map.</param>
    /// <exception cref="InvalidDataException">The map has no paths of the wanted lengths, or cells that cannot be reached.</exception>
    public static PhysicsTask Create(MazeOptions options, MazeLayout layout)
    {
        var range = options.Range;
        return new PhysicsTask
        {
            Id = "maze/" + options.Name,
            Description = $"paths through a maze of {layout.FreeCells.Count} cells; the quantity is the travelled distance",
            Simulator = new MazeSimulator(options, layout),
            Quantity = new Quantity("travelled distance", "m", range, TravelledDistance),
            Curator = new SteeredCurator(new UniformTarget(range)),
            Defects = [new Defect("share of points inside a wall", "1", 0.02, points => ShareInsideWalls(layout, points))],
            Representations = [new HeadingCoordinates(options.Points)],
        };
    }

    private static double TravelledDistance(ReadOnlySpan<float> points)
    {
        double sum = 0;
        for (var t = 1; t < points.Length / 2; t++)
            sum += (Point.Of(points, t) - Point.Of(points, t - 1)).Norm;
        return sum;
    }

    private static double ShareInsideWalls(MazeLayout layout, ReadOnlySpan<float> points)
    {
        var inside = 0;
        for (var t = 0; t < points.Length / 2; t++)
        {
            var point = Point.Of(points, t);
            if (!layout.IsFree(point.X, point.Y))
                inside++;
        }

        return inside / (points.Length / 2.0);
    }
}
