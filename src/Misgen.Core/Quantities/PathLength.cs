namespace Misgen.Core.Quantities;

/// <summary><c>path-length</c>: the travelled distance <c>Σ |x_{t+1} − x_t|</c>.</summary>
public sealed class PathLength : TrajectoryQuantity
{
    /// <inheritdoc/>
    public override string Id => "path-length";

    /// <inheritdoc/>
    public override string Description => "travelled distance, the sum of |x(t+1) − x(t)|";

    /// <inheritdoc/>
    public override double Measure(ReadOnlySpan<float> trajectory, int channels, double interval)
    {
        var sum = 0.0;
        for (var step = 0; step < (trajectory.Length / channels) - 1; step++)
            sum += Distance(trajectory, channels, step, step + 1);
        return sum;
    }
}
