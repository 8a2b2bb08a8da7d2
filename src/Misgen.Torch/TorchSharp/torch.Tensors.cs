namespace TorchSharp;

public static partial class torch
{
    /// <summary>A number, without dimensions.</summary>
    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) =>
        FromElements([scalar], [], dtype: null, device, requires_grad);

    /// <summary>A vector; the elements are copied.</summary>
    public static Tensor tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromElements<float>(rawArray, [rawArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of given dimensions from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<float>(rawArray, dimensions, dtype, device, requires_grad);

    /// <summary>A matrix from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        IList<float> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<float>(rawArray as float[] ?? [.. rawArray], [rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        IList<float> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<float>(rawArray as float[] ?? [.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A matrix; the elements are copied.</summary>
    public static Tensor tensor(float[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromElements<float>(
            rawArray.Cast<float>().ToArray(), [rawArray.GetLength(0), rawArray.GetLength(1)], dtype, device, requires_grad);

    /// <summary>A number, without dimensions.</summary>
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromElements([scalar], [], dtype, device, requires_grad);

    /// <summary>A vector; the elements are copied.</summary>
    public static Tensor tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromElements<double>(rawArray, [rawArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of given dimensions from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<double>(rawArray, dimensions, dtype, device, requires_grad);

    /// <summary>A matrix from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        IList<double> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<double>(rawArray as double[] ?? [.. rawArray], [rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        IList<double> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<double>(rawArray as double[] ?? [.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A matrix; the elements are copied.</summary>
    public static Tensor tensor(
        double[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromElements<double>(
            rawArray.Cast<double>().ToArray(), [rawArray.GetLength(0), rawArray.GetLength(1)], dtype, device, requires_grad);

    /// <summary>A number, without dimensions.</summary>
    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromElements([scalar], [], dtype, device, requires_grad);

    /// <summary>A vector; the elements are copied.</summary>
    public static Tensor tensor(long[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromElements<long>(rawArray, [rawArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of given dimensions from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        long[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<long>(rawArray, dimensions, dtype, device, requires_grad);

    /// <summary>A matrix from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        IList<long> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<long>(rawArray as long[] ?? [.. rawArray], [rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        IList<long> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<long>(rawArray as long[] ?? [.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A matrix; the elements are copied.</summary>
    public static Tensor tensor(long[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromElements<long>(
            rawArray.Cast<long>().ToArray(), [rawArray.GetLength(0), rawArray.GetLength(1)], dtype, device, requires_grad);

    /// <summary>A number, without dimensions.</summary>
    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false) =>
        FromElements([scalar], [], dtype: null, device, requires_grad);

    /// <summary>A vector; the elements are copied.</summary>
    public static Tensor tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromElements<int>(rawArray, [rawArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of given dimensions from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<int>(rawArray, dimensions, dtype, device, requires_grad);

    /// <summary>A matrix from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        IList<int> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<int>(rawArray as int[] ?? [.. rawArray], [rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        IList<int> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<int>(rawArray as int[] ?? [.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A matrix; the elements are copied.</summary>
    public static Tensor tensor(int[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromElements<int>(
            rawArray.Cast<int>().ToArray(), [rawArray.GetLength(0), rawArray.GetLength(1)], dtype, device, requires_grad);

    /// <summary>A number, without dimensions.</summary>
    public static Tensor tensor(bool scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromElements([scalar], [], dtype, device, requires_grad);

    /// <summary>A vector; the elements are copied.</summary>
    public static Tensor tensor(bool[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromElements<bool>(rawArray, [rawArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of given dimensions from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<bool>(rawArray, dimensions, dtype, device, requires_grad);

    /// <summary>A matrix from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        IList<bool> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<bool>(rawArray as bool[] ?? [.. rawArray], [rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        IList<bool> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<bool>(rawArray as bool[] ?? [.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A matrix; the elements are copied.</summary>
    public static Tensor tensor(bool[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromElements<bool>(
            rawArray.Cast<bool>().ToArray(), [rawArray.GetLength(0), rawArray.GetLength(1)], dtype, device, requires_grad);

    /// <summary>A number, without dimensions.</summary>
    public static Tensor tensor(byte scalar, Device? device = null, bool requires_grad = false) =>
        FromElements([scalar], [], dtype: null, device, requires_grad);

    /// <summary>A vector; the elements are copied.</summary>
    public static Tensor tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromElements<byte>(rawArray, [rawArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of given dimensions from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        byte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<byte>(rawArray, dimensions, dtype, device, requires_grad);

    /// <summary>A matrix from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        IList<byte> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<byte>(rawArray as byte[] ?? [.. rawArray], [rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions from its elements in row-major order, which are copied.</summary>
    public static Tensor tensor(
        IList<byte> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        FromElements<byte>(rawArray as byte[] ?? [.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A matrix; the elements are copied.</summary>
    public static Tensor tensor(byte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromElements<byte>(
            rawArray.Cast<byte>().ToArray(), [rawArray.GetLength(0), rawArray.GetLength(1)], dtype, device, requires_grad);
}
