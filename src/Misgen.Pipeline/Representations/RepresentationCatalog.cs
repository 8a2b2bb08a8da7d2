using Misgen.Core.Interventions;
using Misgen.Core.Store;
using Misgen.Plugins;

namespace Misgen.Pipeline.Representations;

/// <summary>The representations of a task by name: those that every task has, and its own.</summary>
internal static class RepresentationCatalog
{
    private const double WeakStretch = 0.1;
    private const double StrongStretch = 1;

    /// <summary>The layout of encoded trajectories.</summary>
    /// <param name="task">The task.</param>
    /// <param name="name">Name of the representation.</param>
    public static TrajectoryLayout LayoutOf(PhysicsTask task, string name)
    {
        var layout = task.Simulator.Layout;
        return name switch
        {
            RepresentationNames.None or RepresentationNames.WeakStretch or RepresentationNames.StrongStretch => layout,
            RepresentationNames.AppendQuantity => AppendedQuantity.LayoutOf(task),
            _ => Own(task, name).Layout,
        };
    }

    /// <summary>Fits a representation to the demonstrations.</summary>
    /// <param name="task">The task.</param>
    /// <param name="name">Name of the representation.</param>
    /// <param name="demonstrations"><c>[count, length, channels]</c>.</param>
    public static FittedRepresentation Fit(PhysicsTask task, string name, float[] demonstrations) => name switch
    {
        RepresentationNames.WeakStretch => Stretching.Fit(task, demonstrations, WeakStretch),
        RepresentationNames.StrongStretch => Stretching.Fit(task, demonstrations, StrongStretch),
        _ => Load(task, name, new Dictionary<string, StoredTensor>(StringComparer.Ordinal)),
    };

    /// <summary>A representation as it was fitted.</summary>
    /// <param name="task">The task.</param>
    /// <param name="name">Name of the representation.</param>
    /// <param name="tensors">Its <see cref="FittedRepresentation.Tensors"/>.</param>
    public static FittedRepresentation Load(PhysicsTask task, string name, IReadOnlyDictionary<string, StoredTensor> tensors) => name switch
    {
        RepresentationNames.None => new AsItIs(task.Simulator.Layout),
        RepresentationNames.AppendQuantity => new AppendedQuantity(task),
        RepresentationNames.WeakStretch or RepresentationNames.StrongStretch => new Stretching(task.Simulator.Layout, tensors),
        _ => new OwnRepresentation(Own(task, name)),
    };

    private static IRepresentation Own(PhysicsTask task, string name) => task.Representations.FirstOrDefault(own => own.Name == name)
        ?? throw new InvalidDataException($"task {task.Id} has no representation '{name}'");

    private sealed class AsItIs(TrajectoryLayout layout) : FittedRepresentation
    {
        public override TrajectoryLayout Layout => layout;

        public override void Encode(ReadOnlySpan<float> trajectory, double q, Span<float> encoded) => trajectory.CopyTo(encoded);

        public override void Decode(ReadOnlySpan<float> encoded, Span<float> trajectory) => encoded.CopyTo(trajectory);
    }

    private sealed class OwnRepresentation(IRepresentation own) : FittedRepresentation
    {
        public override TrajectoryLayout Layout => own.Layout;

        public override void Encode(ReadOnlySpan<float> trajectory, double q, Span<float> encoded) => own.Encode(trajectory, encoded);

        public override void Decode(ReadOnlySpan<float> encoded, Span<float> trajectory) => own.Decode(encoded, trajectory);
    }
}
