namespace Misgen.Core.Quantities;

/// <summary><c>kinetic-energy</c>: the time mean of <c>½ |v|²</c>, for a mass of one in every channel.</summary>
public sealed class KineticEnergy : TrajectoryQuantity
{
    /// <inheritdoc/>
    public override string Id => "kinetic-energy";

    /// <inheritdoc/>
    public override string Description => "time mean of ½ |v|² for unit masses, v(t) = (x(t+1) − x(t)) / dt";

    /// <inheritdoc/>
    public override double Measure(ReadOnlySpan<float> trajectory, int channels, double interval)
    {
        var intervals = (trajectory.Length / channels) - 1;
        var sum = 0.0;
        for (var step = 0; step < intervals; step++)
        {
            var speed = Distance(trajectory, channels, step, step + 1) / interval;
            sum += speed * speed / 2;
        }

        return sum / intervals;
    }
}
