using Misgen.Core.Store;
using Misgen.Plugins;

namespace Misgen.Learning.Models;

/// <summary>
/// The parameters of a model as one flat buffer: names, shapes and places. One leaf tensor holds them all, so that the optimizer and
/// the moving average are a handful of operations whatever the number of layers.
/// </summary>
public sealed class ParameterLayout
{
    private readonly List<Entry> _entries = [];

    /// <summary>Number of parameters.</summary>
    public int Count { get; private set; }

    /// <summary>Multiply-adds of one forward pass for one trajectory; counted by the layers as they are declared.</summary>
    public long MultiplyAdds { get; internal set; }

    /// <summary>Declares a tensor that starts uniform on [−<paramref name="bound"/>, <paramref name="bound"/>].</summary>
    /// <param name="name">Its name in checkpoints.</param>
    /// <param name="bound">Largest initial magnitude.</param>
    /// <param name="shape">Its extents.</param>
    /// <returns>Its number, for <see cref="Weights"/>.</returns>
    internal int AddUniform(string name, double bound, params long[] shape) => Add(name, 0, bound, shape);

    /// <summary>Declares a tensor that starts constant.</summary>
    /// <param name="name">Its name in checkpoints.</param>
    /// <param name="value">Initial value.</param>
    /// <param name="shape">Its extents.</param>
    /// <returns>Its number, for <see cref="Weights"/>.</returns>
    internal int AddConstant(string name, double value, params long[] shape) => Add(name, value, 0, shape);

    /// <summary>Initial values, from the stream (seed, <c>initialisation</c>, number of the tensor): the same on any device.</summary>
    /// <param name="seed">The trial's seed.</param>
    /// <returns><c>[Count]</c>.</returns>
    public float[] Initialise(ulong seed)
    {
        var values = new float[Count];
        for (var number = 0; number < _entries.Count; number++)
        {
            var entry = _entries[number];
            var random = new RandomStream(seed, "initialisation", (ulong)number);
            for (var i = 0; i < entry.Size; i++)
                values[entry.Offset + i] = (float)(entry.Centre + random.NextUniform(-entry.Bound, entry.Bound));
        }

        return values;
    }

    /// <summary>The tensors of a flat buffer, as differentiable views of it.</summary>
    /// <param name="flat"><c>[Count]</c>.</param>
    public Weights Bind(Tensor flat)
    {
        ArgumentNullException.ThrowIfNull(flat);
        var parts = flat.split([.. _entries.Select(entry => (long)entry.Size)], 0L);
        return new Weights([.. parts.Zip(_entries, (part, entry) => part.view(entry.Shape))]);
    }

    /// <summary>The tensors of a checkpoint, by name.</summary>
    /// <param name="flat"><c>[Count]</c>.</param>
    public IReadOnlyList<StoredTensor> ToTensors(float[] flat) =>
        [.. _entries.Select(entry => StoredTensor.Of(entry.Name, flat.AsSpan(entry.Offset, entry.Size), entry.Shape))];

    /// <summary>The flat buffer of a checkpoint.</summary>
    /// <param name="tensors">The tensors by name.</param>
    /// <returns><c>[Count]</c>.</returns>
    /// <exception cref="InvalidDataException">A tensor is missing or has another shape.</exception>
    public float[] FromTensors(IReadOnlyDictionary<string, StoredTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var flat = new float[Count];
        foreach (var entry in _entries)
        {
            if (!tensors.TryGetValue(entry.Name, out var tensor) || !tensor.Shape.SequenceEqual(entry.Shape))
                throw new InvalidDataException($"The checkpoint has no tensor '{entry.Name}' of shape [{string.Join(", ", entry.Shape)}].");
            tensor.ToFloats().CopyTo(flat, entry.Offset);
        }

        return flat;
    }

    private int Add(string name, double centre, double bound, long[] shape)
    {
        var size = (int)shape.Aggregate(1L, (product, extent) => product * extent);
        _entries.Add(new Entry(name, shape, Count, size, centre, bound));
        Count += size;
        return _entries.Count - 1;
    }

    private sealed record Entry(string Name, long[] Shape, int Offset, int Size, double Centre, double Bound);
}

/// <summary>The tensors of one set of parameters, by their number in the layout.</summary>
/// <param name="tensors">The tensors.</param>
public sealed class Weights(Tensor[] tensors)
{
    /// <summary>A tensor.</summary>
    /// <param name="number">Its number.</param>
    public Tensor this[int number] => tensors[number];
}
