namespace Misgen.Plugins;

/// <summary>
/// The layout of a trajectory: <c>float32[length, channels]</c>, row-major, sampled at a fixed interval. Value
/// <c>(step, channel)</c> of a trajectory stands at index <c>step * channels + channel</c>.
/// </summary>
public sealed record TrajectoryLayout
{
    /// <summary>Describes trajectories of <paramref name="length"/> steps.</summary>
    /// <param name="length">Number of steps; at least 4.</param>
    /// <param name="channels">The channels in order.</param>
    /// <param name="interval">Time between two steps, in <paramref name="intervalUnit"/>; positive.</param>
    /// <param name="intervalUnit">Unit of <paramref name="interval"/>, for instance <c>s</c> or <c>step</c>.</param>
    /// <exception cref="ArgumentException">A length below 4, no channel, or an interval that is not positive.</exception>
    public TrajectoryLayout(int length, IReadOnlyList<Channel> channels, double interval = 1, string intervalUnit = "step")
    {
        ArgumentNullException.ThrowIfNull(channels);
        if (length < 4)
            throw new ArgumentException($"A trajectory has at least 4 steps, this layout has {length}.", nameof(length));
        if (channels.Count == 0)
            throw new ArgumentException("A trajectory has at least one channel, this layout has none.", nameof(channels));
        if (!(interval > 0) || double.IsInfinity(interval))
            throw new ArgumentException($"The sampling interval is a positive number, not {interval}.", nameof(interval));
        Length = length;
        Channels = channels;
        Interval = interval;
        IntervalUnit = intervalUnit;
    }

    /// <summary>Number of steps.</summary>
    public int Length { get; }

    /// <summary>The channels in order.</summary>
    public IReadOnlyList<Channel> Channels { get; }

    /// <summary>Time between two steps, in <see cref="IntervalUnit"/>.</summary>
    public double Interval { get; }

    /// <summary>Unit of <see cref="Interval"/>.</summary>
    public string IntervalUnit { get; }

    /// <summary>Number of values of a trajectory, <c>length × channels</c>.</summary>
    public int Size => Length * Channels.Count;
}

/// <summary>One channel of a trajectory.</summary>
/// <param name="Name">Its name, for instance <c>θ1</c>.</param>
/// <param name="Unit">Its unit, for instance <c>rad</c>; <c>1</c> for a pure number.</param>
public sealed record Channel(string Name, string Unit = "1");
