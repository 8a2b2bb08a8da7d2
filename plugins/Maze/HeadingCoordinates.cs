namespace Misgen.Plugins.Maze;

/// <summary>
/// The representation <c>coordinates</c>: the cosine and sine of the heading and the length of every step, and the centre of the path,
/// which is the mean of its points and the same at every step. Step <c>t</c> leads from point <c>t</c> to point <c>t + 1</c>; behind
/// the last point there is none, and the step before it is repeated.
/// </summary>
/// <remarks>
/// The centre and not the start says where the path lies: generated headings are never exact, and their errors add up along the
/// path from the point that is held. From the middle they have half as far to go in either direction.
/// </remarks>
/// <param name="points">Number of points of a path.</param>
internal sealed class HeadingCoordinates(int points) : IRepresentation
{
    private const int Channels = 5;

    /// <inheritdoc/>
    public string Name => "coordinates";

    /// <inheritdoc/>
    public TrajectoryLayout Layout { get; } = new(
        points,
        [new Channel("cos heading"), new Channel("sin heading"), new Channel("step length", "m"), new Channel("centre x", "m"), new Channel("centre y", "m")]);

    /// <summary>Encodes a path. A step of length 0 has the heading of the step before it, the first one that of the x-axis.</summary>
    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<float> trajectory, Span<float> encoded)
    {
        var centre = default(Point);
        for (var t = 0; t < points; t++)
            centre += 1.0 / points * Point.Of(trajectory, t);

        var (heading, length) = (new Point(1, 0), 0.0);
        for (var t = 0; t < points; t++)
        {
            if (t < points - 1)
            {
                var step = Point.Of(trajectory, t + 1) - Point.Of(trajectory, t);
                length = step.Norm;
                if (length > 0)
                    heading = 1 / length * step;
            }

            var row = encoded.Slice(t * Channels, Channels);
            (row[0], row[1], row[2]) = ((float)heading.X, (float)heading.Y, (float)length);
            (row[3], row[4]) = ((float)centre.X, (float)centre.Y);
        }
    }

    /// <summary>
    /// Decodes a path: normalises headings, takes negative lengths for 0 and averages the centre over the steps. A heading of norm 0
    /// leads nowhere. The last step is not used.
    /// </summary>
    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<float> encoded, Span<float> trajectory)
    {
        // The centre of the path when it starts at the origin, and the centre that it should have.
        Point here = default, walked = default, wanted = default;
        for (var t = 0; t < points; t++)
        {
            walked += 1.0 / points * here;
            wanted += 1.0 / points * new Point(encoded[(t * Channels) + 3], encoded[(t * Channels) + 4]);
            here += Step(encoded, t);
        }

        here = wanted - walked;
        for (var t = 0; t < points; t++)
        {
            here.Write(trajectory, t);
            here += Step(encoded, t);
        }
    }

    private static Point Step(ReadOnlySpan<float> encoded, int t)
    {
        var heading = new Point(encoded[t * Channels], encoded[(t * Channels) + 1]);
        var norm = heading.Norm;
        return norm > 0 ? Math.Max(0, encoded[(t * Channels) + 2]) / norm * heading : default;
    }
}
