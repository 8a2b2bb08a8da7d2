using System.Collections;

namespace TorchSharp.Utils;

/// <summary>
/// A tensor's elements in row-major order. It keeps the tensor from being freed; dispose it, or let it be collected.
/// </summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly T* _first;

    // A view of its own (or a copy), outside of every scope: the accessor stays valid when the tensor is disposed.
    internal TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor.SnapshotOnCpu();
        _first = (T*)_tensor.DataPointer;
        Count = _tensor.NumberOfElements;
    }

    /// <summary>Number of elements.</summary>
    public long Count { get; }

    /// <summary>The element at a row-major position, or at one index per dimension.</summary>
    public T this[params long[] indices]
    {
        get
        {
            var position = indices.Length == 1 ? indices[0] : Position(indices);
            if (position < 0 || position >= Count)
                throw new IndexOutOfRangeException($"index {position}, the tensor has {Count} elements");
            var value = Memory[position];
            GC.KeepAlive(this);
            return value;
        }
    }

    private T* Memory => _tensor.IsInvalid ? throw new ObjectDisposedException(nameof(TensorAccessor<T>)) : _first;

    /// <summary>A copy of all elements.</summary>
    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    /// <summary>Copies the elements from a row-major position on into an array.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies the elements from a row-major position on into a span.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        new ReadOnlySpan<T>(Memory + tensorIndex, checked((int)(Count - tensorIndex))).CopyTo(array[arrayIndex..]);
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (long k = 0; k < Count; k++) yield return this[k];
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Lets the tensor go.</summary>
    public void Dispose() => _tensor.Dispose();

    private long Position(long[] indices)
    {
        var sizes = _tensor.shape;
        if (indices.Length != sizes.Length)
            throw new IndexOutOfRangeException($"{indices.Length} indices for {sizes.Length} dimensions");
        long position = 0;
        for (var k = 0; k < sizes.Length; k++)
        {
            if (indices[k] < 0 || indices[k] >= sizes[k])
                throw new IndexOutOfRangeException($"index {indices[k]}, dimension {k} has {sizes[k]}");
            position = position * sizes[k] + indices[k];
        }

        return position;
    }
}
