namespace Misgen.Plugins.Synthetic;

/// <summary>
/// <c>coordinates</c> of an orbit of the logistic map: <c>y = 2/π · asin √x</c>, in which the map of <c>r = 4</c> is the tent map (Ulam, von
/// Neumann, 1947). Decoding, <c>x = sin²(πy/2)</c>, keeps every orbit in [0, 1].
/// </summary>
/// <param name="length">Steps of a trajectory.</param>
internal sealed class TentCoordinates(int length) : IRepresentation
{
    public string Name => "coordinates";

    public TrajectoryLayout Layout { get; } = new(length, [new Channel("2/π · asin √x")]);

    public void Encode(ReadOnlySpan<float> trajectory, Span<float> encoded)
    {
        for (var t = 0; t < trajectory.Length; t++)
            encoded[t] = (float)(2 / Math.PI * Math.Asin(Math.Sqrt(Math.Clamp((double)trajectory[t], 0, 1))));
    }

    public void Decode(ReadOnlySpan<float> encoded, Span<float> trajectory)
    {
        for (var t = 0; t < trajectory.Length; t++)
        {
            var sin = Math.Sin(Math.PI / 2 * encoded[t]);
            trajectory[t] = (float)(sin * sin);
        }
    }
}
