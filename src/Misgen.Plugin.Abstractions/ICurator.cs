namespace Misgen.Plugins;

/// <summary>
/// Selects what becomes a demonstration, so that the quantity of demonstrations follows <see cref="Target"/>. Called from several
/// threads at once: an implementation holds no state that changes.
/// </summary>
public interface ICurator
{
    /// <summary>The distribution that the quantity of the demonstrations follows.</summary>
    TargetDistribution Target { get; }

    /// <summary>Draws one demonstration.</summary>
    /// <param name="random">The only source of randomness.</param>
    /// <param name="simulator">The task's simulator.</param>
    /// <param name="quantity">The task's quantity.</param>
    /// <param name="trajectory"><c>[length, channels]</c>, to be filled.</param>
    void Draw(RandomStream random, ISimulator simulator, Quantity quantity, Span<float> trajectory);
}

/// <summary>
/// Curation where the simulator can be steered: draws the wanted value from the target and simulates with it.
/// </summary>
/// <param name="target">The target distribution.</param>
public sealed class SteeredCurator(TargetDistribution target) : ICurator
{
    /// <inheritdoc/>
    public TargetDistribution Target => target;

    /// <inheritdoc/>
    public void Draw(RandomStream random, ISimulator simulator, Quantity quantity, Span<float> trajectory) =>
        simulator.Simulate(random, target.Quantile(random.NextDouble()), trajectory);
}
