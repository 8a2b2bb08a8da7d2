namespace Misgen.Core.Quantities;

/// <summary>
/// A quantity of any trajectories: it needs no task, only positions at a fixed interval. Velocities are forward differences,
/// <c>v_t = (x_{t+1} − x_t) / Δt</c>, the velocities of the path that joins the steps by straight lines.
/// </summary>
public abstract class TrajectoryQuantity
{
    /// <summary>Its id.</summary>
    public abstract string Id { get; }

    /// <summary>One line for lists.</summary>
    public abstract string Description { get; }

    /// <summary>Measures one trajectory.</summary>
    /// <param name="trajectory"><c>[length, channels]</c>, row-major, with at least two steps; the channels are coordinates of one
    /// point in one unit.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="interval">Time between two steps, positive.</param>
    public abstract double Measure(ReadOnlySpan<float> trajectory, int channels, double interval);

    /// <summary>The distance between two steps, <c>|x_to − x_from|</c>.</summary>
    /// <param name="trajectory">The trajectory.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="from">One step.</param>
    /// <param name="to">The other.</param>
    private protected static double Distance(ReadOnlySpan<float> trajectory, int channels, int from, int to)
    {
        var sum = 0.0;
        for (var channel = 0; channel < channels; channel++)
        {
            var difference = (double)trajectory[(to * channels) + channel] - trajectory[(from * channels) + channel];
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }
}
