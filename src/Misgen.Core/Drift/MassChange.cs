using Misgen.Core.Distributions;

namespace Misgen.Core.Drift;

/// <summary>The mass change <c>Δ_k = observed_k − curated_k</c>: which values of the quantity gain, which lose mass.</summary>
public static class MassChange
{
    /// <summary>The mass change of each of the 48 bins. Undefined mass is not among them, so it sums to minus its
    /// change.</summary>
    /// <param name="observed">What was generated.</param>
    /// <param name="curated">The demonstrations.</param>
    public static double[] Between(Histogram observed, Histogram curated)
    {
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentNullException.ThrowIfNull(curated);
        return Between(observed.Masses(), curated.Masses());
    }

    /// <summary>The mass change between two lists of masses over the same bins.</summary>
    /// <param name="observed">Masses of what was generated.</param>
    /// <param name="curated">Masses of the demonstrations or of the target.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static double[] Between(ReadOnlySpan<double> observed, ReadOnlySpan<double> curated)
    {
        if (observed.Length != curated.Length)
            throw new ArgumentException($"Masses over the same bins are needed, not {observed.Length} and {curated.Length}.");
        var change = new double[observed.Length];
        for (var k = 0; k < change.Length; k++)
            change[k] = observed[k] - curated[k];
        return change;
    }
}
