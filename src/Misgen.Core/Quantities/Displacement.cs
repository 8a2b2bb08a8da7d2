namespace Misgen.Core.Quantities;

/// <summary><c>displacement</c>: the distance from start to end, <c>|x_end − x_0|</c>.</summary>
public sealed class Displacement : TrajectoryQuantity
{
    /// <inheritdoc/>
    public override string Id => "displacement";

    /// <inheritdoc/>
    public override string Description => "distance from start to end, |x(end) − x(0)|";

    /// <inheritdoc/>
    public override double Measure(ReadOnlySpan<float> trajectory, int channels, double interval) =>
        Distance(trajectory, channels, 0, (trajectory.Length / channels) - 1);
}
