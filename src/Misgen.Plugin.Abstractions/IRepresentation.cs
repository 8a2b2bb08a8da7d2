namespace Misgen.Plugins;

/// <summary>
/// Other coordinates for a task's trajectories, in which a model may be trained instead. Called from several threads at once.
/// </summary>
public interface IRepresentation
{
    /// <summary>Its name, unique in the task, for instance <c>coordinates</c>.</summary>
    string Name { get; }

    /// <summary>The layout of encoded trajectories.</summary>
    TrajectoryLayout Layout { get; }

    /// <summary>Turns a trajectory of the task into its encoded form.</summary>
    /// <param name="trajectory"><c>[length, channels]</c> of the task.</param>
    /// <param name="encoded"><c>[length, channels]</c> of <see cref="Layout"/>, to be filled.</param>
    void Encode(ReadOnlySpan<float> trajectory, Span<float> encoded);

    /// <summary>Turns an encoded trajectory, perhaps a generated one, back into a trajectory of the task.</summary>
    /// <param name="encoded"><c>[length, channels]</c> of <see cref="Layout"/>.</param>
    /// <param name="trajectory"><c>[length, channels]</c> of the task, to be filled.</param>
    void Decode(ReadOnlySpan<float> encoded, Span<float> trajectory);
}
