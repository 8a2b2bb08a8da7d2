namespace Misgen.Plugins.Maze;

/// <summary>
/// A smooth curve along way-points: their uniform quadratic B-spline with straight ends, which is what Chaikin's corner cutting
/// (Computer Graphics and Image Processing 3, 1974) tends to (Riesenfeld, same journal 4, 1975). Every inner way-point is
/// the control point of a parabola between the middles of its two legs. Evaluated as a polyline with arc lengths.
/// </summary>
internal readonly ref struct SmoothPath
{
    // A right angle becomes 16 turns of less than 6° each.
    private const int PiecesPerBend = 16;

    private readonly ReadOnlySpan<Point> _points;
    private readonly ReadOnlySpan<double> _arc;

    /// <summary>Makes the curve.</summary>
    /// <param name="wayPoints">At least 2.</param>
    /// <param name="points">Room for <see cref="PointsOf"/> points, which belongs to the curve from now on.</param>
    /// <param name="arc">As many numbers.</param>
    public SmoothPath(ReadOnlySpan<Point> wayPoints, Span<Point> points, Span<double> arc)
    {
        var count = PointsOf(wayPoints.Length);
        points = points[..count];
        arc = arc[..count];
        points[0] = wayPoints[0];
        points[1] = Middle(wayPoints[0], wayPoints[1]);
        var next = 2;
        for (var i = 1; i < wayPoints.Length - 1; i++)
        {
            Parabola(points[next - 1], wayPoints[i], Middle(wayPoints[i], wayPoints[i + 1]), points.Slice(next, PiecesPerBend));
            next += PiecesPerBend;
        }

        points[next] = wayPoints[^1];
        arc[0] = 0;
        for (var i = 1; i < count; i++)
            arc[i] = arc[i - 1] + (points[i] - points[i - 1]).Norm;
        _points = points;
        _arc = arc;
    }

    /// <summary>Its arc length, in metres.</summary>
    public double Length => _arc[^1];

    /// <summary>Number of points that the curve along so many way-points is evaluated at.</summary>
    public static int PointsOf(int wayPoints) => 3 + (PiecesPerBend * (wayPoints - 2));

    /// <summary>Fills a trajectory with points at equal arc lengths of a part of the curve.</summary>
    /// <param name="from">Where the part begins, as arc length.</param>
    /// <param name="length">Its arc length.</param>
    /// <param name="trajectory"><c>[points, 2]</c>.</param>
    /// <returns>The sum of the distances between successive points, before they are rounded to single precision.</returns>
    public double Sample(double from, double length, Span<float> trajectory)
    {
        var steps = (trajectory.Length / 2) - 1;
        var (piece, sum) = (0, 0.0);
        var last = default(Point);
        for (var t = 0; t <= steps; t++)
        {
            var at = from + (length * t / steps);
            while (piece < _arc.Length - 2 && _arc[piece + 1] < at)
                piece++;
            var share = (at - _arc[piece]) / (_arc[piece + 1] - _arc[piece]);
            var point = _points[piece] + (share * (_points[piece + 1] - _points[piece]));
            point.Write(trajectory, t);
            if (t > 0)
                sum += (point - last).Norm;
            last = point;
        }

        return sum;
    }

    private static void Parabola(Point from, Point control, Point to, Span<Point> points)
    {
        for (var i = 1; i <= PiecesPerBend; i++)
        {
            var t = i / (double)PiecesPerBend;
            points[i - 1] = ((1 - t) * (1 - t) * from) + (2 * t * (1 - t) * control) + (t * t * to);
        }
    }

    private static Point Middle(Point left, Point right) => 0.5 * (left + right);
}
