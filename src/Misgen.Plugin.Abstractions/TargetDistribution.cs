namespace Misgen.Plugins;

/// <summary>The target distribution <c>p*(q)</c>: what the curator is asked to produce.</summary>
public abstract class TargetDistribution
{
    /// <summary>A short name for reports, for instance <c>uniform</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The probability of a value below <paramref name="q"/>.</summary>
    /// <param name="q">A value of the quantity.</param>
    public abstract double Cdf(double q);

    /// <summary>The value below which a share <paramref name="probability"/> of the mass lies; draws by inversion.</summary>
    /// <param name="probability">A number in [0, 1].</param>
    public abstract double Quantile(double probability);
}

/// <summary>The uniform distribution on a range.</summary>
/// <param name="range">The range.</param>
public sealed class UniformTarget(QuantityRange range) : TargetDistribution
{
    /// <inheritdoc/>
    public override string Name => "uniform";

    /// <inheritdoc/>
    public override double Cdf(double q) => Math.Clamp((q - range.Low) / range.Width, 0, 1);

    /// <inheritdoc/>
    public override double Quantile(double probability) => range.Low + (range.Width * probability);
}
