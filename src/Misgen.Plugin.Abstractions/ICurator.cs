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

    /// <summary>
    /// Draws several demonstrations, each with the same bits as alone. One by one where it is not implemented; called for a task with
    /// an <see cref="IBatchSimulator"/>.
    /// </summary>
    /// <param name="randoms"><c>[count]</c>: the only source of randomness of each.</param>
    /// <param name="simulator">The task's simulator.</param>
    /// <param name="quantity">The task's quantity.</param>
    /// <param name="trajectories"><c>[count, length, channels]</c>, to be filled.</param>
    void Draw(ReadOnlySpan<RandomStream> randoms, ISimulator simulator, Quantity quantity, Span<float> trajectories)
    {
        var size = simulator.Layout.Size;
        for (var i = 0; i < randoms.Length; i++)
            Draw(randoms[i], simulator, quantity, trajectories.Slice(i * size, size));
    }
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

    /// <inheritdoc/>
    public void Draw(ReadOnlySpan<RandomStream> randoms, ISimulator simulator, Quantity quantity, Span<float> trajectories)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        var wanted = new double[randoms.Length];
        for (var i = 0; i < wanted.Length; i++)
            wanted[i] = target.Quantile(randoms[i].NextDouble());
        if (simulator is IBatchSimulator together)
        {
            together.Simulate(randoms, wanted, trajectories);
            return;
        }

        var size = simulator.Layout.Size;
        for (var i = 0; i < wanted.Length; i++)
            simulator.Simulate(randoms[i], wanted[i], trajectories.Slice(i * size, size));
    }
}
