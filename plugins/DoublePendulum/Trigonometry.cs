using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Misgen.Plugins.DoublePendulum;

/// <summary>
/// Sine and cosine of eight angles at once, to 2e-16. Only operations that IEEE 754 defines exactly, so the bits are the same on every
/// processor, which those of the C library are not.
/// </summary>
/// <remarks>
/// The angle is brought to <c>r</c> in [−π/2, π/2] by subtracting a multiple of π in two parts, after Cody and Waite, "Software Manual
/// for the Elementary Functions", 1980; then the Taylor polynomial of degree 21, whose remainder is below 2e-18.
/// </remarks>
internal static class Trigonometry
{
    /// <summary>Beyond this, rad, sine and cosine are NaN: neighbouring floats are whole turns apart, they tell no angle.</summary>
    public const double Largest = 1e9;

    // Added to a number below 2^51, it leaves the nearest integer in the low bits of the sum.
    private const double Rounder = 6755399441055744;

    // π less its nearest double.
    private const double RestOfPi = 1.2246467991473532e-16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sine(Vector512<double> angle)
    {
        var rounded = Vector512.FusedMultiplyAdd(angle, Vector512.Create(1 / Math.PI), Vector512.Create(Rounder));
        return SineBeyond(angle, rounded - Vector512.Create(Rounder), rounded);
    }

    // cos x = sin (x + π/2).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cosine(Vector512<double> angle)
    {
        var half = Vector512.Create(0.5);
        var rounded = Vector512.FusedMultiplyAdd(angle, Vector512.Create(1 / Math.PI), half) + Vector512.Create(Rounder);
        return SineBeyond(angle, rounded - Vector512.Create(Rounder) - half, rounded);
    }

    // The sine of what is left of the angle after so many half turns, with the sign of the parity in the lowest bit of rounded.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SineBeyond(Vector512<double> angle, Vector512<double> halfTurns, Vector512<double> rounded)
    {
        var r = Vector512.FusedMultiplyAdd(-halfTurns, Vector512.Create(Math.PI), angle);
        r = Vector512.FusedMultiplyAdd(-halfTurns, Vector512.Create(RestOfPi), r);
        var square = r * r;
        var sum = Vector512.Create(1 / 51090942171709440000.0);
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(-1 / 121645100408832000.0));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(1 / 355687428096000.0));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(-1 / 1307674368000.0));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(1 / 6227020800.0));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(-1 / 39916800.0));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(1 / 362880.0));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(-1 / 5040.0));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(1 / 120.0));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(-1 / 6.0));
        var sine = Vector512.FusedMultiplyAdd(sum * square, r, r);
        sine = (sine.AsInt64() ^ (rounded.AsInt64() << 63)).AsDouble();
        var known = Vector512.LessThanOrEqual(Vector512.Abs(angle), Vector512.Create(Largest));
        return Vector512.ConditionalSelect(known, sine, Vector512.Create(double.NaN));
    }
}
