using static TorchSharp.torch;
using Scalar = TorchSharp.Scalar;

namespace Misgen.Torch.Interop;

/// <summary>
/// An operator's argument on the managed side: made by implicit conversion, so that a call reads like the schema.
/// </summary>
internal readonly struct Argument
{
    private Argument(ValueKind kind, long bits, object? reference = null) => (Kind, Bits, Reference) = (kind, bits, reference);

    public ValueKind Kind { get; }

    public long Bits { get; }

    /// <summary>A tensor, generator, array or string; what <see cref="Kind"/> says.</summary>
    public object? Reference { get; }

    /// <summary>The schema's default value.</summary>
    public static Argument Default => default;

    /// <summary>No value, where the schema allows it.</summary>
    public static Argument None => new(ValueKind.None, 0);

    /// <summary>A list in which a tensor may be missing, as index operators take it.</summary>
    public static Argument Optional(Tensor?[] tensors) => new(ValueKind.OptionalTensorList, 0, tensors);

    public static implicit operator Argument(Tensor? value) => value is null ? None : new(ValueKind.Tensor, 0, value);

    public static implicit operator Argument(Tensor[] value) => new(ValueKind.TensorList, 0, value);

    public static implicit operator Argument(long value) => new(ValueKind.Int, value);

    public static implicit operator Argument(long? value) => value is { } given ? given : None;

    public static implicit operator Argument(double value) => new(ValueKind.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Argument(double? value) => value is { } given ? given : None;

    public static implicit operator Argument(bool value) => new(ValueKind.Bool, value ? 1 : 0);

    public static implicit operator Argument(ScalarType value) => new(ValueKind.Int, (long)value);

    public static implicit operator Argument(ScalarType? value) => value is { } given ? given : None;

    public static implicit operator Argument(Scalar? value) => value is null ? None : new(value.Kind, value.Bits);

    public static implicit operator Argument(long[]? value) => value is null ? None : new(ValueKind.IntList, 0, value);

    public static implicit operator Argument(double[]? value) => value is null ? None : new(ValueKind.DoubleList, 0, value);

    public static implicit operator Argument(string value) => new(ValueKind.Text, 0, value);

    public static implicit operator Argument(Generator? value) => value is null ? None : new(ValueKind.Generator, 0, value);

    public static implicit operator Argument(Device? value) =>
        value is null ? None : new(ValueKind.Device, ((long)value.type << 32) | (uint)value.index);
}
