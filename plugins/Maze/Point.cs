namespace Misgen.Plugins.Maze;

/// <summary>A point of the plane, or a step between two, in metres.</summary>
internal readonly record struct Point(double X, double Y)
{
    public double Norm => Math.Sqrt((X * X) + (Y * Y));

    public static Point operator +(Point left, Point right) => new(left.X + right.X, left.Y + right.Y);

    public static Point operator -(Point left, Point right) => new(left.X - right.X, left.Y - right.Y);

    public static Point operator *(double factor, Point point) => new(factor * point.X, factor * point.Y);

    /// <summary>Point <paramref name="step"/> of a trajectory of two channels.</summary>
    public static Point Of(ReadOnlySpan<float> trajectory, int step) => new(trajectory[2 * step], trajectory[(2 * step) + 1]);

    public void Write(Span<float> trajectory, int step) => (trajectory[2 * step], trajectory[(2 * step) + 1]) = ((float)X, (float)Y);
}
