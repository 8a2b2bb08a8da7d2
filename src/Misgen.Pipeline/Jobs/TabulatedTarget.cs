using Misgen.Plugins;

namespace Misgen.Pipeline.Jobs;

/// <summary>A target distribution known by its quantiles at equally spaced probabilities, linear in between.</summary>
/// <param name="name">Its name.</param>
/// <param name="quantiles">Ascending, from probability 0 to 1.</param>
public sealed class TabulatedTarget(string name, double[] quantiles) : TargetDistribution
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override double Cdf(double q)
    {
        if (q <= quantiles[0])
            return 0;
        if (q >= quantiles[^1])
            return 1;
        var at = Array.BinarySearch(quantiles, q);
        if (at < 0)
            at = ~at - 1;
        var step = quantiles[at + 1] - quantiles[at];
        return (at + (step > 0 ? (q - quantiles[at]) / step : 0)) / (quantiles.Length - 1);
    }

    /// <inheritdoc/>
    public override double Quantile(double probability)
    {
        var place = Math.Clamp(probability, 0, 1) * (quantiles.Length - 1);
        var at = Math.Min((int)place, quantiles.Length - 2);
        return quantiles[at] + ((place - at) * (quantiles[at + 1] - quantiles[at]));
    }
}
