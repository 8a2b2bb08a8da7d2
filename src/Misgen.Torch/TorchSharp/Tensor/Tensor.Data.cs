using Misgen.Torch.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public sealed unsafe partial class Tensor
    {
        private static readonly Operator LocalScalar = new("_local_scalar_dense");

        /// <summary>The elements in row-major order as raw memory; the tensor must be contiguous and on the processor.</summary>
        public Span<byte> bytes
        {
            get
            {
                var info = Info;
                if (info.Contiguous == 0)
                    throw new InvalidOperationException("bytes needs a contiguous tensor: call contiguous() first");
                if (info.DeviceType != (int)DeviceType.CPU)
                    throw new InvalidOperationException("bytes needs a tensor on the CPU: call cpu() first");
                return new Span<byte>(DataPointer, checked((int)(info.Elements * info.ElementSize)));
            }

            set
            {
                var target = bytes;
                if (value.Length != target.Length)
                    throw new ArgumentException($"the tensor has {target.Length} bytes, {value.Length} were given", nameof(value));
                value.CopyTo(target);
            }
        }

        internal void* DataPointer
        {
            get
            {
                Native.Check(Native.TensorData(Handle, out var data));
                return data;
            }
        }

        /// <summary>The elements in row-major order; a copy is made for a tensor that is elsewhere or not contiguous.</summary>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            if (dtype != TypeOf<T>()) throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}");
            return new TensorAccessor<T>(this);
        }

        /// <summary>The one element.</summary>
        public T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1) throw new ArgumentException("Number of elements in the tensor must be 1");
            using var accessor = data<T>();
            return accessor[0];
        }

        /// <summary>The one element as a number.</summary>
        public Scalar ToScalar()
        {
            if (NumberOfElements != 1) throw new ArgumentException("Number of elements in the tensor must be 1");
            return LocalScalar.Number(this);
        }
    }
}

/// <summary>One element as a number of .NET, and a text.</summary>
public static class TensorExtensionMethods
{
    /// <summary>The one element.</summary>
    public static float ToSingle(this torch.Tensor value) => value.ToScalar().AsSingle();

    /// <summary>The one element.</summary>
    public static double ToDouble(this torch.Tensor value) => value.ToScalar().AsDouble();

    /// <summary>The one element.</summary>
    public static int ToInt32(this torch.Tensor value) => checked((int)value.ToScalar().AsInt64());

    /// <summary>The one element.</summary>
    public static long ToInt64(this torch.Tensor value) => value.ToScalar().AsInt64();

    /// <summary>The one element.</summary>
    public static bool ToBoolean(this torch.Tensor value) => value.ToScalar().AsBoolean();
}
