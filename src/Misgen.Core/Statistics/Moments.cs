namespace Misgen.Core.Statistics;

/// <summary>Mean and spread of a few values.</summary>
internal static class Moments
{
    /// <summary>The mean of at least one value.</summary>
    /// <param name="values">The values.</param>
    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }

    /// <summary>The sum of squared deviations from the mean.</summary>
    /// <param name="values">The values.</param>
    public static double SquaredDeviations(ReadOnlySpan<double> values)
    {
        var mean = Mean(values);
        var sum = 0.0;
        foreach (var value in values)
            sum += (value - mean) * (value - mean);
        return sum;
    }
}
