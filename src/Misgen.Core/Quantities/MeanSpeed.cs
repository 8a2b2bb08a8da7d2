namespace Misgen.Core.Quantities;

/// <summary><c>mean-speed</c>: the time mean of the speed, the travelled distance over the duration.</summary>
public sealed class MeanSpeed : TrajectoryQuantity
{
    private readonly PathLength _path = new();

    /// <inheritdoc/>
    public override string Id => "mean-speed";

    /// <inheritdoc/>
    public override string Description => "time mean of |v|, v(t) = (x(t+1) − x(t)) / dt";

    /// <inheritdoc/>
    public override double Measure(ReadOnlySpan<float> trajectory, int channels, double interval) =>
        _path.Measure(trajectory, channels, interval) / (((trajectory.Length / channels) - 1) * interval);
}
