using Misgen.Plugins;

namespace Misgen.Pipeline.Representations;

/// <summary>The quantity as a last channel, the same at every step. Decoding drops it.</summary>
/// <param name="task">The task.</param>
internal sealed class AppendedQuantity(PhysicsTask task) : FittedRepresentation
{
    private readonly int _channels = task.Simulator.Layout.Channels.Count;

    /// <inheritdoc/>
    public override TrajectoryLayout Layout { get; } = LayoutOf(task);

    /// <summary>The layout, for one that is not needed itself.</summary>
    public static TrajectoryLayout LayoutOf(PhysicsTask task)
    {
        var layout = task.Simulator.Layout;
        return new TrajectoryLayout(
            layout.Length, [.. layout.Channels, new Channel(task.Quantity.Name, task.Quantity.Unit)], layout.Interval, layout.IntervalUnit);
    }

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<float> trajectory, double q, Span<float> encoded)
    {
        for (var t = 0; t < Layout.Length; t++)
        {
            var row = encoded.Slice(t * (_channels + 1), _channels + 1);
            trajectory.Slice(t * _channels, _channels).CopyTo(row);
            row[_channels] = (float)q;
        }
    }

    /// <inheritdoc/>
    public override void Decode(ReadOnlySpan<float> encoded, Span<float> trajectory)
    {
        for (var t = 0; t < Layout.Length; t++)
            encoded.Slice(t * (_channels + 1), _channels).CopyTo(trajectory[(t * _channels)..]);
    }
}
