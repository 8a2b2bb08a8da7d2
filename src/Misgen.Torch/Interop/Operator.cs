using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;
using Scalar = TorchSharp.Scalar;

namespace Misgen.Torch.Interop;

/// <summary>
/// An operator of libtorch, named as in its schema (aten/src/ATen/native/native_functions.yaml), or one of native/layers with its
/// <c>misgen::</c> before the name. It is looked up at its first call, so that an operator which an older libtorch lacks costs nothing until it is used.
/// </summary>
internal sealed unsafe class Operator(string name, string overload = "")
{
    private const int MostArguments = 16;
    private const int WordsOnStack = 64;
    private nint _handle;

    /// <summary>Calls it for its one tensor.</summary>
    public Tensor Call(params ReadOnlySpan<Argument> arguments)
    {
        Value result = default;
        Invoke(arguments, new Span<Value>(ref result));
        return Take(result);
    }

    /// <summary>Calls it for its effect; results are dropped.</summary>
    public void Run(params ReadOnlySpan<Argument> arguments) => Invoke(arguments, []);

    /// <summary>Calls it for two tensors.</summary>
    public (Tensor First, Tensor Second) Pair(params ReadOnlySpan<Argument> arguments)
    {
        Span<Value> results = stackalloc Value[2];
        Invoke(arguments, results);
        return (Take(results[0]), Take(results[1]));
    }

    /// <summary>Calls it for three tensors.</summary>
    public (Tensor First, Tensor Second, Tensor Third) Triple(params ReadOnlySpan<Argument> arguments)
    {
        Span<Value> results = stackalloc Value[3];
        Invoke(arguments, results);
        return (Take(results[0]), Take(results[1]), Take(results[2]));
    }

    /// <summary>Calls it for a list of tensors.</summary>
    public Tensor[] List(params ReadOnlySpan<Argument> arguments)
    {
        Value result = default;
        Invoke(arguments, new Span<Value>(ref result));
        var handles = (nint*)result.Bits;
        var tensors = new Tensor[result.Count];
        for (var k = 0; k < tensors.Length; k++) tensors[k] = new Tensor(handles[k]);
        Native.Free(handles);
        return tensors;
    }

    /// <summary>Calls it for a number.</summary>
    public Scalar Number(params ReadOnlySpan<Argument> arguments)
    {
        Value result = default;
        Invoke(arguments, new Span<Value>(ref result));
        return new Scalar(result.Kind, result.Bits);
    }

    private Tensor Take(Value result) => result.Kind == ValueKind.Tensor && result.Bits != 0
        ? new Tensor((nint)result.Bits)
        : throw new ExternalException($"{name} returned no tensor");

    private void Invoke(ReadOnlySpan<Argument> arguments, Span<Value> results)
    {
        var words = 0;
        foreach (ref readonly var argument in arguments) words += Words(argument);
        Span<long> memory = words <= WordsOnStack ? stackalloc long[WordsOnStack] : new long[words];
        var values = stackalloc Value[MostArguments];
        var held = 0;
        fixed (long* room = memory)
        fixed (Value* first = results)
        {
            try
            {
                var free = room;
                for (var k = 0; k < arguments.Length; k++) values[k] = Marshal(arguments[k], ref free, ref held);
                Native.Check(Native.Call(Resolve(), values, arguments.Length, first, results.Length));
            }
            finally
            {
                Release(arguments, held);
            }
        }
    }

    // Two threads may both look it up; either handle is as good.
    private nint Resolve()
    {
        if (_handle == 0)
        {
            Native.Check(Native.FindOperator(name.Contains("::", StringComparison.Ordinal) ? name : "aten::" + name, overload, out var found));
            _handle = found;
        }

        return _handle;
    }

    private static int Words(in Argument argument) => argument.Reference switch
    {
        null or Tensor or Generator => 0,
        Array list => list.Length,
        string text => Encoding.UTF8.GetMaxByteCount(text.Length) / sizeof(long) + 1,
        _ => 0,
    };

    private static Value Marshal(in Argument argument, ref long* free, ref int held)
    {
        var value = new Value { Kind = argument.Kind, Bits = argument.Bits };
        switch (argument.Kind)
        {
            case ValueKind.Tensor:
                value.Bits = Hold(Unsafe.As<Tensor>(argument.Reference!), ref held);
                break;
            case ValueKind.Generator:
                value.Bits = Hold(Unsafe.As<Generator>(argument.Reference!).Handle, ref held);
                break;
            case ValueKind.TensorList or ValueKind.OptionalTensorList:
                var tensors = Unsafe.As<Tensor?[]>(argument.Reference!);
                (value.Bits, value.Count) = ((long)free, tensors.Length);
                foreach (var tensor in tensors) *free++ = tensor is null ? 0 : Hold(tensor, ref held);
                break;
            case ValueKind.IntList or ValueKind.DoubleList:
                // Both are arrays of 8-byte numbers; their bits are copied.
                var numbers = Unsafe.As<long[]>(argument.Reference!);
                (value.Bits, value.Count) = ((long)free, numbers.Length);
                numbers.CopyTo(new Span<long>(free, numbers.Length));
                free += numbers.Length;
                break;
            case ValueKind.Text:
                var text = Unsafe.As<string>(argument.Reference!);
                var room = Encoding.UTF8.GetMaxByteCount(text.Length);
                (value.Bits, value.Count) = ((long)free, Encoding.UTF8.GetBytes(text, new Span<byte>(free, room)));
                free += room / sizeof(long) + 1;
                break;
        }

        return value;
    }

    private static long Hold(Tensor tensor, ref int held) => Hold(tensor.Handle, ref held);

    private static long Hold(SafeHandle handle, ref int held)
    {
        var added = false;
        handle.DangerousAddRef(ref added);
        held++;
        return handle.DangerousGetHandle();
    }

    // Gives back what Marshal held, in the same order.
    private static void Release(ReadOnlySpan<Argument> arguments, int held)
    {
        for (var k = 0; held > 0; k++)
        {
            switch (arguments[k].Reference)
            {
                case Tensor tensor:
                    tensor.RawHandle.DangerousRelease();
                    held--;
                    break;
                case Generator generator:
                    generator.RawHandle.DangerousRelease();
                    held--;
                    break;
                case Tensor?[] tensors:
                    for (var j = 0; j < tensors.Length && held > 0; j++)
                    {
                        if (tensors[j] is not { } one) continue;
                        one.RawHandle.DangerousRelease();
                        held--;
                    }

                    break;
            }
        }
    }
}
