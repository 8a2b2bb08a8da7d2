namespace Misgen.Plugins.Synthetic;

/// <summary>
/// <c>coordinates</c> of a circle: its centre, the unit vector from there to the point, and the radius; centre and radius are the same at
/// every step. Decoding averages both over the steps and gives directions the length 1. Inverse on circles.
/// </summary>
/// <param name="length">Steps of a trajectory.</param>
internal sealed class CircleCoordinates(int length) : IRepresentation
{
    private const int Channels = 5;

    // A generated direction below this length is noise around no direction.
    private const double ShortestDirection = 1e-6;

    public string Name => "coordinates";

    public TrajectoryLayout Layout { get; } = new(
        length, [new Channel("centre x"), new Channel("centre y"), new Channel("cos θ"), new Channel("sin θ"), new Channel("radius")]);

    public void Encode(ReadOnlySpan<float> trajectory, Span<float> encoded)
    {
        double centreX = 0, centreY = 0;
        for (var t = 0; t < length; t++)
            (centreX, centreY) = (centreX + (trajectory[2 * t] / (double)length), centreY + (trajectory[(2 * t) + 1] / (double)length));
        for (var t = 0; t < length; t++)
        {
            var row = encoded.Slice(t * Channels, Channels);
            var (x, y) = (trajectory[2 * t] - centreX, trajectory[(2 * t) + 1] - centreY);
            var radius = Math.Sqrt((x * x) + (y * y));
            var (cos, sin) = radius > 0 ? (x / radius, y / radius) : (1, 0);
            (row[0], row[1], row[2], row[3], row[4]) = ((float)centreX, (float)centreY, (float)cos, (float)sin, (float)radius);
        }
    }

    public void Decode(ReadOnlySpan<float> encoded, Span<float> trajectory)
    {
        double centreX = 0, centreY = 0, radius = 0;
        for (var t = 0; t < length; t++)
        {
            var row = encoded.Slice(t * Channels, Channels);
            (centreX, centreY, radius) = (centreX + (row[0] / (double)length), centreY + (row[1] / (double)length), radius + (row[4] / (double)length));
        }

        for (var t = 0; t < length; t++)
        {
            var (x, y) = ((double)encoded[(t * Channels) + 2], (double)encoded[(t * Channels) + 3]);
            var norm = Math.Sqrt((x * x) + (y * y));
            (x, y) = norm < ShortestDirection ? (1, 0) : (x / norm, y / norm);
            trajectory[2 * t] = (float)(centreX + (radius * x));
            trajectory[(2 * t) + 1] = (float)(centreY + (radius * y));
        }
    }
}
