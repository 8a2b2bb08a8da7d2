namespace Misgen.Core.Quantities;

/// <summary><c>max-speed</c>: the greatest speed, <c>max |v_t|</c>.</summary>
public sealed class MaxSpeed : TrajectoryQuantity
{
    /// <inheritdoc/>
    public override string Id => "max-speed";

    /// <inheritdoc/>
    public override string Description => "greatest |v|, v(t) = (x(t+1) − x(t)) / dt";

    /// <inheritdoc/>
    public override double Measure(ReadOnlySpan<float> trajectory, int channels, double interval)
    {
        var greatest = 0.0;
        for (var step = 0; step < (trajectory.Length / channels) - 1; step++)
            greatest = Math.Max(greatest, Distance(trajectory, channels, step, step + 1));
        return greatest / interval;
    }
}
