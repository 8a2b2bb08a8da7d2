using Misgen.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An array of numbers on a device. Made in a dispose scope it ends with the scope; made outside of any it ends with
    /// <see cref="Dispose"/> or when nothing refers to it.
    /// </summary>
    public sealed unsafe partial class Tensor : IDisposable
    {
        internal Tensor(nint handle)
        {
            RawHandle = new TensorHandle(handle);
            OwningDisposeScope = DisposeScope.Register(this);
        }

        internal TensorHandle RawHandle { get; }

        internal TensorHandle Handle => RawHandle.IsClosed
            ? throw new ObjectDisposedException(nameof(Tensor), "the tensor was disposed, or its dispose scope was, before this use")
            : RawHandle;

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>Whether the tensor was disposed.</summary>
        public bool IsInvalid => RawHandle.IsClosed;

        /// <summary>Number of dimensions.</summary>
        public long Dimensions => Info.Dimensions;

        /// <summary>Number of dimensions.</summary>
        public long ndim => Dimensions;

        /// <summary>Number of elements.</summary>
        public long NumberOfElements => Info.Elements;

        /// <summary>Bytes per element.</summary>
        public long ElementSize => Info.ElementSize;

        /// <summary>Size of every dimension.</summary>
        public long[] shape
        {
            get
            {
                var sizes = new long[Dimensions];
                fixed (long* first = sizes) Native.Check(Native.TensorSizes(Handle, first, null));
                return sizes;
            }
        }

        /// <summary>Element type.</summary>
        public ScalarType dtype => (ScalarType)Info.ScalarType;

        /// <summary>Where the tensor is stored.</summary>
        public Device device
        {
            get
            {
                var info = Info;
                return info.DeviceType == (int)DeviceType.CPU ? CPU : new Device((DeviceType)info.DeviceType, info.DeviceIndex);
            }
        }

        /// <summary>Number of the device.</summary>
        public int device_index => Info.DeviceIndex;

        /// <summary>Kind of the device.</summary>
        public DeviceType device_type => (DeviceType)Info.DeviceType;

        /// <summary>Whether the tensor is on a GPU.</summary>
        public bool is_cuda => device_type == DeviceType.CUDA;

        private TensorInfo Info
        {
            get
            {
                TensorInfo info;
                Native.Check(Native.TensorInfo(Handle, &info));
                return info;
            }
        }

        /// <summary>Number of dimensions.</summary>
        public long dim() => Dimensions;

        /// <summary>Number of elements.</summary>
        public long numel() => NumberOfElements;

        /// <summary>Bytes per element.</summary>
        public long element_size() => ElementSize;

        /// <summary>Size of every dimension.</summary>
        public long[] size() => shape;

        /// <summary>Size of one dimension; negative ones count from the end.</summary>
        public long size(int dim)
        {
            var sizes = shape;
            var at = dim < 0 ? dim + sizes.Length : dim;
            return at >= 0 && at < sizes.Length
                ? sizes[at]
                : throw new ArgumentOutOfRangeException(nameof(dim), dim, $"the tensor has {sizes.Length} dimensions");
        }

        /// <summary>Elements from one index to the next, for every dimension.</summary>
        public long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* first = strides) Native.Check(Native.TensorSizes(Handle, null, first));
            return strides;
        }

        /// <summary>Elements from one index to the next in one dimension.</summary>
        public long stride(int dim) => stride()[dim < 0 ? dim + (int)Dimensions : dim];

        /// <summary>Whether the elements lie in row-major order without gaps.</summary>
        public bool is_contiguous() => Info.Contiguous != 0;

        /// <summary>Whether the tensor is on the processor.</summary>
        public bool is_cpu() => device_type == DeviceType.CPU;

        /// <summary>Gives the tensor to the scope around its own, or to nobody.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Gives the tensor to another scope, or to nobody.</summary>
        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null) other?.Attach(this);
            else OwningDisposeScope.MoveToOther(other, this);
            return this;
        }

        /// <summary>Takes the tensor out of its scope: it now lives until it is disposed or collected.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Frees this reference; the memory goes when the last tensor that shares it does.</summary>
        public void Dispose()
        {
            OwningDisposeScope?.Forget(this);
            OwningDisposeScope = null;
            RawHandle.Dispose();
        }

        /// <summary>Shape, element type and device.</summary>
        public override string ToString() =>
            IsInvalid ? "disposed tensor" : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";
    }
}
