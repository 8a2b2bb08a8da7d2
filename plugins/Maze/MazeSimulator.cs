using System.Buffers;

namespace Misgen.Plugins.Maze;

/// <summary>
/// Paths through one maze, steered by their length. A proposal is a shortest path between two cells, with jittered way-points, made
/// smooth. One that has the wanted length or a little more is taken, and its ends are cut so that its points measure exactly that
/// length: the demonstration leads from one cell to another. Any other, and one that comes too near to a wall, is
/// proposed anew for the same length: whatever is refused, lengths keep their distribution.
/// </summary>
internal sealed class MazeSimulator : ISimulator
{
    private const int MostProposals = 10_000;
    private const int MostCorrections = 20;
    private const double LengthError = 1e-9;

    // A part of the farthest path that proposals can be expected to have, whatever way they take and however the points lie on it.
    private const double ReachableShare = 0.95;

    private readonly MazeOptions _options;
    private readonly MazeLayout _layout;
    private readonly GridPaths _paths;

    /// <summary>Prepares the paths of a maze.</summary>
    /// <param name="options">The maze.</param>
    /// <param name="layout">Its map.</param>
    /// <exception cref="InvalidDataException">The map has no paths of the wanted lengths, or cells that cannot be reached.</exception>
    public MazeSimulator(MazeOptions options, MazeLayout layout)
    {
        (_options, _layout, _paths) = (options, layout, new GridPaths(layout));
        Layout = new TrajectoryLayout(options.Points, [new Channel("x", "m"), new Channel("y", "m")]);
        Reach = FindReach();
        if (options.Range.High > Reach)
        {
            throw options.Wrong(
                $"lengths ends at {options.Range.High} m, but paths in {layout.Source} reach {Math.Floor(100 * Reach) / 100} m: set a shorter one or draw a larger maze");
        }
    }

    /// <inheritdoc/>
    public TrajectoryLayout Layout { get; }

    /// <summary>The longest length, in metres, that is simulated.</summary>
    public double Reach { get; }

    /// <summary>Simulates a path of the wanted length in metres, or the nearest one that the maze has.</summary>
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">None of many proposals was possible.</exception>
    public void Simulate(RandomStream random, double wanted, Span<float> trajectory)
    {
        wanted = Math.Clamp(wanted, 0, Reach);
        for (var proposal = 0; proposal < MostProposals; proposal++)
        {
            if (TryPropose(random, wanted, trajectory) && KeepsClearance(trajectory))
                return;
        }

        throw new InvalidOperationException(
            $"{_layout.Source}: none of {MostProposals} paths has {wanted:0.###} m and keeps {_options.Clearance} m from the walls: lower clearance, jitter or lengths in {MazesFile.FileName}");
    }

    private bool TryPropose(RandomStream random, double wanted, Span<float> trajectory)
    {
        var (start, goal) = _paths.DrawPair(random, FewestSteps(wanted));
        var cells = _paths.Distance(start, goal) + 1;
        var count = SmoothPath.PointsOf(cells);
        // A path has as many points as the maze has cells in a row: too many for the stack in a large one.
        var points = ArrayPool<Point>.Shared.Rent(cells + count);
        var arc = ArrayPool<double>.Shared.Rent(count);
        try
        {
            var wayPoints = points.AsSpan(0, cells);
            DrawWayPoints(random, start, goal, _options.Jitter, wayPoints);
            var path = new SmoothPath(wayPoints, points.AsSpan(cells), arc);
            var fits = cells == 2 || path.Length <= wanted + MostCut;
            return fits && TryCut(path, wanted, random.NextDouble(), trajectory);
        }
        finally
        {
            ArrayPool<Point>.Shared.Return(points);
            ArrayPool<double>.Shared.Return(arc);
        }
    }

    // Metres that are cut off both ends together: what a path of one step more has more, where jitter at both ends does not close the gap.
    private double MostCut => Math.Max(0.25, 1 - (2 * _options.Jitter));

    // Jitter at both ends makes a path that much longer than its steps.
    private int FewestSteps(double wanted) => Math.Clamp((int)Math.Ceiling(wanted - (2 * _options.Jitter)), 1, _paths.Longest);

    private void DrawWayPoints(RandomStream random, int start, int goal, double jitter, Span<Point> wayPoints)
    {
        var cell = start;
        for (var i = 0; i < wayPoints.Length; i++)
        {
            if (i > 0)
                cell = _paths.DrawNext(random, cell, goal);
            wayPoints[i] = _layout.FreeCells[cell].Centre + new Point(random.NextUniform(-jitter, jitter), random.NextUniform(-jitter, jitter));
        }
    }

    // Chords are shorter than their arcs, by a share that hardly changes with the length: adding what is missing converges at once.
    private static bool TryCut(SmoothPath path, double wanted, double position, Span<float> trajectory)
    {
        var length = wanted;
        for (var i = 0; i < MostCorrections && length <= path.Length; i++)
        {
            var missing = wanted - path.Sample(position * (path.Length - length), length, trajectory);
            if (Math.Abs(missing) < LengthError)
                return true;
            length += missing;
        }

        return false;
    }

    private bool KeepsClearance(ReadOnlySpan<float> trajectory)
    {
        for (var t = 0; t < Layout.Length; t++)
        {
            if (WallDistance.Of(_layout, Point.Of(trajectory, t)) < _options.Clearance)
                return false;
        }

        return true;
    }

    // The length of a path between the two cells that are farthest apart, through the centres of the cells.
    private double FindReach()
    {
        var random = new RandomStream(0, "reach");
        var (start, goal) = _paths.DrawPair(random, _paths.Longest);
        var wayPoints = new Point[_paths.Longest + 1];
        DrawWayPoints(random, start, goal, 0, wayPoints);
        var count = SmoothPath.PointsOf(wayPoints.Length);
        return ReachableShare * new SmoothPath(wayPoints, new Point[count], new double[count]).Length;
    }
}
