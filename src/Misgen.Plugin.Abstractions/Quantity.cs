namespace Misgen.Plugins;

/// <summary>Measures a scalar of one trajectory, <c>[length, channels]</c>. <see cref="double.NaN"/> where it is undefined.</summary>
/// <param name="trajectory">The trajectory, row-major, in physical units.</param>
public delegate double TrajectoryMeasure(ReadOnlySpan<float> trajectory);

/// <summary>The range <c>[a, b]</c> of a quantity on which its target distribution lives.</summary>
public readonly record struct QuantityRange
{
    /// <summary>Makes the range from <paramref name="low"/> to <paramref name="high"/>.</summary>
    /// <param name="low">Lower end, finite.</param>
    /// <param name="high">Upper end, finite and above <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException">The ends are not finite or not in order.</exception>
    public QuantityRange(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || !(low < high))
            throw new ArgumentException($"A range needs two finite ends in order, not [{low}, {high}].");
        Low = low;
        High = high;
    }

    /// <summary>Lower end.</summary>
    public double Low { get; }

    /// <summary>Upper end.</summary>
    public double High { get; }

    /// <summary><c>High − Low</c>.</summary>
    public double Width => High - Low;
}

/// <summary>
/// The physical quantity <c>q = M(x)</c> of a task: a scalar with a name, a unit and a range. <see cref="Measure"/> is called
/// from several threads at once.
/// </summary>
/// <param name="Name">What it is called in its field, for instance <c>travelled distance</c>.</param>
/// <param name="Unit">Its unit; <c>1</c> for a pure number.</param>
/// <param name="Range">The range that demonstrations are curated on.</param>
/// <param name="Measure">The measurement <c>M</c>; <c>NaN</c> where it is undefined.</param>
public sealed record Quantity(string Name, string Unit, QuantityRange Range, TrajectoryMeasure Measure);

/// <summary>
/// How implausible a trajectory is, by a figure that does not depend on the task's quantity: zero for perfect physics.
/// A trajectory is plausible when every defect of the task is at most its tolerance; <c>NaN</c> is never plausible.
/// </summary>
/// <param name="Name">What is measured, for instance <c>one-step residual</c>.</param>
/// <param name="Unit">Its unit; <c>1</c> for a pure number.</param>
/// <param name="Tolerance">The largest value that still counts as plausible.</param>
/// <param name="Measure">The measurement.</param>
public sealed record Defect(string Name, string Unit, double Tolerance, TrajectoryMeasure Measure);
