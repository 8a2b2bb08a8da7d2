using MathNet.Numerics.Distributions;

namespace Misgen.Core.Statistics;

/// <summary>
/// Student's interval of a mean, <c>x̄ ± t · s/√n</c> with <c>n − 1</c> degrees of freedom (Student, Biometrika 6, 1908).
/// </summary>
public static class StudentInterval
{
    /// <summary>The mean and its interval.</summary>
    /// <param name="values">The values, one per seed. None gives an undefined estimate, one a value without interval.</param>
    public static Estimate OfMean(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            return Estimate.Undefined;
        var mean = Moments.Mean(values);
        if (values.Length == 1)
            return new Estimate(mean, null, null);
        var degrees = values.Length - 1;
        var error = Math.Sqrt(Moments.SquaredDeviations(values) / degrees / values.Length);
        var half = StudentT.InvCDF(0, 1, degrees, (1 + Interval.Level) / 2) * error;
        return new Estimate(mean, mean - half, mean + half);
    }
}
