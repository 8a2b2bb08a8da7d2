using System.Runtime.InteropServices;
using Misgen.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    private static readonly Operator Empty = new("empty", "memory_format");
    private static readonly Operator Zeros = new("zeros");
    private static readonly Operator Ones = new("ones");
    private static readonly Operator Full = new("full");
    private static readonly Operator Arange = new("arange", "start_step");
    private static readonly Operator Linspace = new("linspace");
    private static readonly Operator Eye = new("eye", "m");
    private static readonly Operator EmptyLike = new("empty_like");
    private static readonly Operator ZerosLike = new("zeros_like");
    private static readonly Operator OnesLike = new("ones_like");
    private static readonly Operator FullLike = new("full_like");

    /// <summary>A tensor of a shape, unset.</summary>
    public static Tensor empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Empty.Call(size, dtype, Argument.None, InitializeDevice(device)), requires_grad);

    /// <summary>A tensor of a shape, unset.</summary>
    public static Tensor empty(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty(size.ToArray(), dtype, device, requires_grad);

    /// <summary>A vector unset.</summary>
    public static Tensor empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([size], dtype, device, requires_grad);

    /// <summary>A matrix unset.</summary>
    public static Tensor empty(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions, unset.</summary>
    public static Tensor empty(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A tensor of a shape, of zeros.</summary>
    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Zeros.Call(size, dtype, Argument.None, InitializeDevice(device)), requires_grad);

    /// <summary>A tensor of a shape, of zeros.</summary>
    public static Tensor zeros(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros(size.ToArray(), dtype, device, requires_grad);

    /// <summary>A vector of zeros.</summary>
    public static Tensor zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([size], dtype, device, requires_grad);

    /// <summary>A matrix of zeros.</summary>
    public static Tensor zeros(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions, of zeros.</summary>
    public static Tensor zeros(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A tensor of a shape, of ones.</summary>
    public static Tensor ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Ones.Call(size, dtype, Argument.None, InitializeDevice(device)), requires_grad);

    /// <summary>A tensor of a shape, of ones.</summary>
    public static Tensor ones(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones(size.ToArray(), dtype, device, requires_grad);

    /// <summary>A vector of ones.</summary>
    public static Tensor ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([size], dtype, device, requires_grad);

    /// <summary>A matrix of ones.</summary>
    public static Tensor ones(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions, of ones.</summary>
    public static Tensor ones(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A tensor of a shape, filled with a number; of whole numbers when the number is one.</summary>
    public static Tensor full(
        long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Full.Call(size, value, dtype, Argument.None, InitializeDevice(device)), requires_grad);

    /// <summary>A vector filled with a number.</summary>
    public static Tensor full(
        long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full([size], value, dtype, device, requires_grad);

    /// <summary>A matrix filled with a number.</summary>
    public static Tensor full(
        long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full([rows, columns], value, dtype, device, requires_grad);

    /// <summary>start, start + step, … below stop.</summary>
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Arange.Call(start, stop, step, dtype, Argument.None, InitializeDevice(device)), requires_grad);

    /// <summary>start, start + 1, … below stop.</summary>
    public static Tensor arange(
        Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>0, 1, … below stop.</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>Numbers at equal distances from start to end, both included.</summary>
    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Linspace.Call(start, end, steps, dtype, Argument.None, InitializeDevice(device)), requires_grad);

    /// <summary>Ones on the diagonal, zeros elsewhere.</summary>
    public static Tensor eye(
        long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Eye.Call(rows, columns == -1 ? rows : columns, dtype, Argument.None, InitializeDevice(device)), requires_grad);

    /// <summary>Unset, of another tensor's shape.</summary>
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.empty_like(dtype, device, requires_grad);

    /// <summary>Zeros, of another tensor's shape.</summary>
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.zeros_like(dtype, device, requires_grad);

    /// <summary>Ones, of another tensor's shape.</summary>
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.ones_like(dtype, device, requires_grad);

    /// <summary>All the same number, of another tensor's shape.</summary>
    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.full_like(value, dtype, device, requires_grad);

    public sealed partial class Tensor
    {
        /// <summary>Unset, of this shape.</summary>
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(EmptyLike.Call(this, dtype, Argument.None, device), requires_grad);

        /// <summary>Zeros, of this shape.</summary>
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(ZerosLike.Call(this, dtype, Argument.None, device), requires_grad);

        /// <summary>Ones, of this shape.</summary>
        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(OnesLike.Call(this, dtype, Argument.None, device), requires_grad);

        /// <summary>All the same number, of this shape.</summary>
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(FullLike.Call(this, value, dtype, Argument.None, device), requires_grad);
    }

    private static Tensor Made(Tensor tensor, bool requires_grad)
    {
        if (requires_grad) tensor.requires_grad = true;
        return tensor;
    }

    // Copies the elements to the processor, and from there to the device.
    private static Tensor FromElements<T>(
        ReadOnlySpan<T> elements, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device,
        bool requires_grad) where T : unmanaged
    {
        long count = 1;
        foreach (var size in dimensions) count *= size;
        if (count != elements.Length)
            throw new ArgumentException($"{elements.Length} elements for the shape [{string.Join(", ", dimensions.ToArray())}]", nameof(dimensions));
        var type = TypeOf<T>();
        var here = Empty.Call(dimensions.ToArray(), type);
        MemoryMarshal.AsBytes(elements).CopyTo(here.bytes);
        var target = InitializeDevice(device);
        if (target.type != DeviceType.CPU || (dtype ?? type) != type)
            here = here.to(dtype ?? type, target, copy: false, disposeAfter: true);
        return Made(here, requires_grad);
    }
}
