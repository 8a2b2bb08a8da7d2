using System.Globalization;
using Misgen.Torch.Interop;

namespace TorchSharp;

/// <summary>A number in an operator's argument list: an integer, a double or a boolean.</summary>
public sealed class Scalar
{
    internal Scalar(ValueKind kind, long bits) => (Kind, Bits) = (kind, bits);

    internal ValueKind Kind { get; }

    internal long Bits { get; }

    /// <summary>The element type that the number has by itself.</summary>
    public torch.ScalarType Type => Kind switch
    {
        ValueKind.Int => torch.ScalarType.Int64,
        ValueKind.Bool => torch.ScalarType.Bool,
        _ => torch.ScalarType.Float64,
    };

    private double Number => Kind == ValueKind.Double ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(byte value) => new(ValueKind.Int, value);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(int value) => new(ValueKind.Int, value);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(long value) => new(ValueKind.Int, value);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(float value) => (double)value;

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(double value) => new(ValueKind.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A boolean.</summary>
    public static implicit operator Scalar(bool value) => new(ValueKind.Bool, value ? 1 : 0);

    internal float AsSingle() => (float)Number;

    internal double AsDouble() => Number;

    internal long AsInt64() => Kind == ValueKind.Double ? checked((long)Number) : Bits;

    internal bool AsBoolean() => Number != 0;

    /// <summary>The number.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Numbers as <see cref="Scalar"/>, and back.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>An integer.</summary>
    public static Scalar ToScalar(this int value) => value;

    /// <summary>An integer.</summary>
    public static Scalar ToScalar(this long value) => value;

    /// <summary>A floating-point number.</summary>
    public static Scalar ToScalar(this float value) => value;

    /// <summary>A floating-point number.</summary>
    public static Scalar ToScalar(this double value) => value;

    /// <summary>A boolean.</summary>
    public static Scalar ToScalar(this bool value) => value;

    /// <summary>As a single.</summary>
    public static float ToSingle(this Scalar value) => value.AsSingle();

    /// <summary>As a double.</summary>
    public static double ToDouble(this Scalar value) => value.AsDouble();

    /// <summary>As an integer.</summary>
    public static int ToInt32(this Scalar value) => checked((int)value.AsInt64());

    /// <summary>As an integer.</summary>
    public static long ToInt64(this Scalar value) => value.AsInt64();

    /// <summary>As a boolean.</summary>
    public static bool ToBoolean(this Scalar value) => value.AsBoolean();
}
