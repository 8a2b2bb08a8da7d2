namespace Misgen.Plugins.Maze.Tests;

public sealed class SmoothPathTests
{
    // A parabola with two legs of ½ m at a right angle has the length ½ (1 + ln(1 + √2) / √2); half legs lead to it and from it.
    [Fact]
    public void Length_RightAngle_IsThatOfTheParabola() =>
        Smooth(out _, new(0, 0), new(1, 0), new(1, 1)).Length
            .Should().BeApproximately(1 + (0.5 * (1 + (Math.Log(1 + Math.Sqrt(2)) / Math.Sqrt(2)))), 5e-4);

    // Chaikin's corner cutting, run to its end, meets every point of the curve.
    [Fact]
    public void Points_ThreeLegs_LieOnTheLimitOfChaikinsCornerCutting()
    {
        Point[] wayPoints = [new(0, 0), new(1.2, -0.2), new(0.9, 1.1), new(2.1, 1.3)];
        _ = Smooth(out var points, wayPoints);

        var limit = wayPoints;
        for (var pass = 0; pass < 10; pass++)
        {
            var cut = limit.Zip(limit.Skip(1))
                .SelectMany(leg => (Point[])[(0.75 * leg.First) + (0.25 * leg.Second), (0.25 * leg.First) + (0.75 * leg.Second)]);
            limit = [limit[0], .. cut, limit[^1]];
        }

        points.Max(point => limit.Min(other => (other - point).Norm)).Should().BeLessThan(1e-3);
    }

    // Two way-points: a straight line of 5 m, of which 2 m from 1 m on lie between (0.6, 0.8) and (1.8, 2.4).
    [Fact]
    public void Sample_PartOfAStraightLine_IsEquallySpaced()
    {
        var samples = new float[10];

        var length = Smooth(out _, new(0, 0), new(3, 4)).Sample(1, 2, samples);

        length.Should().BeApproximately(2, 1e-12);
        samples.Should().Equal([0.6f, 0.8f, 0.9f, 1.2f, 1.2f, 1.6f, 1.5f, 2, 1.8f, 2.4f], (actual, expected) => Math.Abs(actual - expected) < 1e-6);
    }

    private static SmoothPath Smooth(out Point[] points, params Point[] wayPoints)
    {
        points = new Point[SmoothPath.PointsOf(wayPoints.Length)];
        return new SmoothPath(wayPoints, points, new double[points.Length]);
    }
}
