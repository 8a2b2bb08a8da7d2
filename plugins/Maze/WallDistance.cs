namespace Misgen.Plugins.Maze;

/// <summary>The distance of a point from the nearest wall.</summary>
internal static class WallDistance
{
    /// <summary>Computes it, exactly up to 1 m: it looks at the point's cell and the eight around it.</summary>
    /// <param name="layout">The map.</param>
    /// <param name="point">A point.</param>
    /// <returns>Metres; 0 inside a wall, 1 where no wall is nearer.</returns>
    public static double Of(MazeLayout layout, Point point)
    {
        if (!layout.IsFree(point.X, point.Y))
            return 0;
        var (row, column) = ((int)point.Y, (int)point.X);
        var (x, y) = (point.X - column, point.Y - row);
        double nearest = 1;
        for (var down = -1; down <= 1; down++)
        {
            for (var right = -1; right <= 1; right++)
            {
                if (layout.IsFree(row + down, column + right))
                    continue;
                var (dx, dy) = (ToNeighbour(x, right), ToNeighbour(y, down));
                nearest = Math.Min(nearest, (dx * dx) + (dy * dy));
            }
        }

        return Math.Sqrt(nearest);
    }

    // From a position in the unit interval to the interval before it, itself, or the one behind it.
    private static double ToNeighbour(double position, int direction) => direction switch { -1 => position, 0 => 0, _ => 1 - position };
}
