using Misgen.Core.Store;
using Misgen.Plugins;

namespace Misgen.Pipeline.Representations;

/// <summary>The coordinates that a model is trained in, with whatever they took from the demonstrations.</summary>
internal abstract class FittedRepresentation
{
    /// <summary>The layout of encoded trajectories.</summary>
    public abstract TrajectoryLayout Layout { get; }

    /// <summary>What was taken from the demonstrations, for <see cref="RepresentationCatalog.Load"/>; empty for most.</summary>
    public virtual IReadOnlyList<StoredTensor> Tensors => [];

    /// <summary>Encodes a demonstration.</summary>
    /// <param name="trajectory"><c>[length, channels]</c> of the task.</param>
    /// <param name="q">Its quantity.</param>
    /// <param name="encoded"><c>[length, channels]</c> of <see cref="Layout"/>, to be filled.</param>
    public abstract void Encode(ReadOnlySpan<float> trajectory, double q, Span<float> encoded);

    /// <summary>Decodes what a model generated.</summary>
    /// <param name="encoded"><c>[length, channels]</c> of <see cref="Layout"/>.</param>
    /// <param name="trajectory"><c>[length, channels]</c> of the task, to be filled.</param>
    public abstract void Decode(ReadOnlySpan<float> encoded, Span<float> trajectory);
}
