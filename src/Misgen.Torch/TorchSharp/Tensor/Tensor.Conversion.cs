using Misgen.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        private static readonly Operator ToCopy = new("to", "dtype_layout");
        private static readonly Operator Alias = new("alias");
        private static readonly Operator Clone = new("clone");
        private static readonly Operator Contiguous = new("contiguous");

        /// <summary>On the processor.</summary>
        public Tensor cpu() => Convert(type: null, CPU);

        /// <summary>On a GPU.</summary>
        public Tensor cuda(Device? device = null, bool non_blocking = false)
        {
            if (device is not null && device.type != DeviceType.CUDA)
                throw new ArgumentException("Not a CUDA device.", nameof(device));
            return Convert(type: null, InitializeDevice(device ?? new Device(DeviceType.CUDA)), copy: false, non_blocking);
        }

        /// <summary>On a device.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            After(Convert(type: null, InitializeDevice(device), copy, non_blocking), disposeAfter);

        /// <summary>On a device.</summary>
        public Tensor to(
            DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false,
            bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        /// <summary>With an element type, on a device.</summary>
        public Tensor to(
            ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            After(Convert(type, InitializeDevice(device), copy, non_blocking), disposeAfter);

        /// <summary>With an element type.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        /// <summary>With another tensor's element type and device.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        /// <summary>With an element type.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            After(Convert(type, device: null, copy, non_blocking), disposeAfter);

        /// <summary>With another tensor's element type.</summary>
        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        /// <summary>As boolean.</summary>
        public Tensor @bool() => to_type(ScalarType.Bool);

        /// <summary>As unsigned 8-bit.</summary>
        public Tensor @byte() => to_type(ScalarType.Byte);

        /// <summary>As signed 32-bit.</summary>
        public Tensor @int() => to_type(ScalarType.Int32);

        /// <summary>As signed 64-bit.</summary>
        public Tensor @long() => to_type(ScalarType.Int64);

        /// <summary>As single precision.</summary>
        public Tensor @float() => to_type(ScalarType.Float32);

        /// <summary>As double precision.</summary>
        public Tensor @double() => to_type(ScalarType.Float64);

        /// <summary>As half precision.</summary>
        public Tensor half() => to_type(ScalarType.Float16);

        /// <summary>As brain floating point.</summary>
        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        /// <summary>A copy; recorded.</summary>
        public Tensor clone() => Clone.Call(this);

        /// <summary>Itself, or a row-major copy.</summary>
        public Tensor contiguous() => Contiguous.Call(this);

        /// <summary>Another reference to the same elements.</summary>
        public Tensor alias() => Alias.Call(this);

        /// <summary>Row-major and on the processor, unrecorded, owned by the caller alone.</summary>
        internal Tensor SnapshotOnCpu()
        {
            var seen = detach().DetachFromDisposeScope();
            if (seen.is_cpu() && seen.is_contiguous()) return seen;
            using (seen)
            {
                using var here = seen.cpu();
                return here.contiguous().DetachFromDisposeScope();
            }
        }

        private Tensor Convert(ScalarType? type, Device? device, bool copy = false, bool non_blocking = false) =>
            ToCopy.Call(this, type, Argument.None, device, Argument.None, non_blocking, copy, Argument.None);

        private Tensor After(Tensor made, bool disposeThis)
        {
            if (disposeThis) Dispose();
            return made;
        }
    }
}
