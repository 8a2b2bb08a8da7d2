namespace TorchSharp;

/// <summary>Kinds of devices, numbered as in libtorch.</summary>
public enum DeviceType
{
    /// <summary>The processor.</summary>
    CPU = 0,

    /// <summary>An NVIDIA GPU.</summary>
    CUDA = 1,
}

/// <summary>What lies outside of a padded or convolved input.</summary>
public enum PaddingModes
{
    /// <summary>Zeros.</summary>
    Zeros = 0,

    /// <summary>The input mirrored without its edge.</summary>
    Reflect = 1,

    /// <summary>The edge value.</summary>
    Replicate = 2,

    /// <summary>The other end.</summary>
    Circular = 3,

    /// <summary>A constant.</summary>
    Constant = 4,
}

/// <summary>When a p = 2 distance is computed by a matrix product.</summary>
public enum compute_mode
{
    /// <summary>For more than 25 rows.</summary>
    use_mm_for_euclid_dist_if_necessary = 0,

    /// <summary>Always: fast, but inexact for close points.</summary>
    use_mm_for_euclid_dist = 1,

    /// <summary>Never.</summary>
    donot_use_mm_for_euclid_dist = 2,
}

public static partial class torch
{
    /// <summary>Element types, numbered as in libtorch.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>Unsigned 8-bit.</summary>
        Byte = 0,

        /// <summary>Signed 8-bit.</summary>
        Int8 = 1,

        /// <summary>Signed 16-bit.</summary>
        Int16 = 2,

        /// <summary>Signed 32-bit.</summary>
        Int32 = 3,

        /// <summary>Signed 64-bit.</summary>
        Int64 = 4,

        /// <summary>IEEE half precision.</summary>
        Float16 = 5,

        /// <summary>IEEE single precision.</summary>
        Float32 = 6,

        /// <summary>IEEE double precision.</summary>
        Float64 = 7,

        /// <summary>Complex of two singles.</summary>
        ComplexFloat32 = 9,

        /// <summary>Complex of two doubles.</summary>
        ComplexFloat64 = 10,

        /// <summary>One byte, 0 or 1.</summary>
        Bool = 11,

        /// <summary>Brain floating point.</summary>
        BFloat16 = 15,
    }

    /// <summary>How a quotient is rounded.</summary>
    public enum RoundingMode
    {
        /// <summary>Not.</summary>
        None,

        /// <summary>Towards zero.</summary>
        trunc,

        /// <summary>Down.</summary>
        floor,
    }

    /// <summary>How values between samples are found.</summary>
    public enum InterpolationMode
    {
        /// <summary>The nearest sample.</summary>
        Nearest = 0,

        /// <summary>Along a line, for [count, channels, length].</summary>
        Linear = 1,
    }

    /// <summary>Boolean.</summary>
    public static readonly ScalarType @bool = ScalarType.Bool;

    /// <summary>Unsigned 8-bit.</summary>
    public static readonly ScalarType uint8 = ScalarType.Byte;

    /// <summary>Signed 8-bit.</summary>
    public static readonly ScalarType int8 = ScalarType.Int8;

    /// <summary>Signed 16-bit.</summary>
    public static readonly ScalarType int16 = ScalarType.Int16;

    /// <summary>Signed 32-bit.</summary>
    public static readonly ScalarType int32 = ScalarType.Int32;

    /// <summary>Signed 64-bit.</summary>
    public static readonly ScalarType int64 = ScalarType.Int64;

    /// <summary>Half precision.</summary>
    public static readonly ScalarType float16 = ScalarType.Float16;

    /// <summary>Single precision.</summary>
    public static readonly ScalarType float32 = ScalarType.Float32;

    /// <summary>Double precision.</summary>
    public static readonly ScalarType float64 = ScalarType.Float64;

    /// <summary>Brain floating point.</summary>
    public static readonly ScalarType bfloat16 = ScalarType.BFloat16;

    private static ScalarType TypeOf<T>() where T : unmanaged => default(T) switch
    {
        float => ScalarType.Float32,
        double => ScalarType.Float64,
        long => ScalarType.Int64,
        int => ScalarType.Int32,
        bool => ScalarType.Bool,
        byte => ScalarType.Byte,
        sbyte => ScalarType.Int8,
        short => ScalarType.Int16,
        Half => ScalarType.Float16,
        _ => throw new NotSupportedException($"no element type for {typeof(T)}"),
    };
}
