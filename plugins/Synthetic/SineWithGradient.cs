namespace Misgen.Plugins.Synthetic;

/// <summary>
/// <c>coordinates</c> of a sine wave: <c>x</c> and three times its gradient, by central differences and one-sided at the ends. Decoding
/// keeps <c>x</c> and drops the gradient, which is there so that a model attends to slopes as well.
/// </summary>
/// <param name="layout">The task's layout, of one channel.</param>
internal sealed class SineWithGradient(TrajectoryLayout layout) : IRepresentation
{
    private const double GradientScale = 3;

    public string Name => "coordinates";

    public TrajectoryLayout Layout { get; } = new(layout.Length, [layout.Channels[0], new Channel("3 × gradient")]);

    public void Encode(ReadOnlySpan<float> trajectory, Span<float> encoded)
    {
        for (var t = 0; t < trajectory.Length; t++)
        {
            var (before, after) = (Math.Max(0, t - 1), Math.Min(trajectory.Length - 1, t + 1));
            encoded[2 * t] = trajectory[t];
            encoded[(2 * t) + 1] = (float)(GradientScale * ((double)trajectory[after] - trajectory[before]) / (after - before));
        }
    }

    public void Decode(ReadOnlySpan<float> encoded, Span<float> trajectory)
    {
        for (var t = 0; t < trajectory.Length; t++)
            trajectory[t] = encoded[2 * t];
    }
}
