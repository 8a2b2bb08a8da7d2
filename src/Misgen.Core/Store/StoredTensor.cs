using System.Runtime.InteropServices;

namespace Misgen.Core.Store;

/// <summary>Element types of stored tensors.</summary>
public enum TensorType
{
    /// <summary>32-bit floating point, <c>F32</c> in a file.</summary>
    Float32,

    /// <summary>64-bit floating point, <c>F64</c> in a file.</summary>
    Float64,

    /// <summary>64-bit signed integer, <c>I64</c> in a file.</summary>
    Int64,
}

/// <summary>A named tensor as it stands in a file: row-major, little-endian.</summary>
public sealed class StoredTensor
{
    private readonly byte[] _bytes;

    internal StoredTensor(string name, TensorType type, IReadOnlyList<long> shape, byte[] bytes)
    {
        if (!Fits(shape, type, bytes.Length))
        {
            var needed = shape.Aggregate((double)SizeOf(type), (product, extent) => product * extent);
            throw new ArgumentException(
                $"Tensor '{name}' has {bytes.Length} bytes, but {type} of shape [{string.Join(", ", shape)}] needs {needed:0}.");
        }

        Name = name;
        Type = type;
        Shape = shape;
        _bytes = bytes;
    }

    /// <summary>Its name, unique in its file.</summary>
    public string Name { get; }

    /// <summary>Its element type.</summary>
    public TensorType Type { get; }

    /// <summary>Its extents.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>A tensor of 32-bit floats.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Row-major values.</param>
    /// <param name="shape">Extents, with the product <c>values.Length</c>.</param>
    public static StoredTensor Of(string name, ReadOnlySpan<float> values, params IReadOnlyList<long> shape) =>
        new(name, TensorType.Float32, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A tensor of 64-bit floats.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Row-major values.</param>
    /// <param name="shape">Extents, with the product <c>values.Length</c>.</param>
    public static StoredTensor Of(string name, ReadOnlySpan<double> values, params IReadOnlyList<long> shape) =>
        new(name, TensorType.Float64, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>The values of a tensor of 32-bit floats.</summary>
    /// <exception cref="InvalidDataException">It holds another type.</exception>
    public float[] ToFloats() => Values<float>(TensorType.Float32);

    /// <summary>The values of a tensor of 64-bit floats.</summary>
    /// <exception cref="InvalidDataException">It holds another type.</exception>
    public double[] ToDoubles() => Values<double>(TensorType.Float64);

    /// <summary>Whether a tensor of a shape takes so many bytes; holds for shapes whose size overflows, too.</summary>
    internal static bool Fits(IReadOnlyList<long> shape, TensorType type, long bytes)
    {
        if (bytes > Array.MaxLength || shape.Any(extent => extent < 0))
            return false;
        long count = shape.Contains(0) ? 0 : 1;
        foreach (var extent in shape.TakeWhile(_ => count > 0))
        {
            if (extent > bytes / count)
                return false;
            count *= extent;
        }

        return count * SizeOf(type) == bytes;
    }

    internal static int SizeOf(TensorType type) => type == TensorType.Float32 ? 4 : 8;

    private T[] Values<T>(TensorType wanted)
        where T : unmanaged
    {
        if (Type != wanted)
            throw new InvalidDataException($"Tensor '{Name}' holds {Type}, expected {wanted}.");
        return MemoryMarshal.Cast<byte, T>(_bytes).ToArray();
    }
}
