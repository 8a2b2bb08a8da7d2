using System.Runtime.InteropServices;

namespace Misgen.Core.Statistics;

/// <summary>A figure with its 95 % interval.</summary>
/// <param name="Value">The figure; <c>null</c> where it is undefined.</param>
/// <param name="Low">Lower end of the interval; <c>null</c> where there is none, for instance with one seed.</param>
/// <param name="High">Upper end of the interval; <c>null</c> where there is none.</param>
public sealed record Estimate(double? Value, double? Low, double? High)
{
    /// <summary>The estimate of a figure that is undefined.</summary>
    public static Estimate Undefined { get; } = new(null, null, null);

    /// <summary>Joins a figure and its interval.</summary>
    /// <param name="value">The figure.</param>
    /// <param name="interval">Its interval.</param>
    public static Estimate Of(double value, Interval interval) => new(value, interval.Low, interval.High);
}

/// <summary>A confidence interval.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Interval(double Low, double High)
{
    /// <summary>The level of every interval that Misgen shows.</summary>
    public const double Level = 0.95;

    /// <summary>Whether a value lies in the closed interval.</summary>
    /// <param name="value">The value.</param>
    public bool Contains(double value) => Low <= value && value <= High;
}
