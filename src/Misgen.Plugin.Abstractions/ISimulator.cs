namespace Misgen.Plugins;

/// <summary>
/// Makes plausible trajectories. Called from several threads at once: an implementation holds no state that changes.
/// </summary>
public interface ISimulator
{
    /// <summary>The layout of every trajectory that it makes.</summary>
    TrajectoryLayout Layout { get; }

    /// <summary>Simulates one trajectory whose quantity is as close to <paramref name="wanted"/> as the physics allows.</summary>
    /// <param name="random">The only source of randomness: the same stream gives the same trajectory.</param>
    /// <param name="wanted">The wanted value of the task's quantity, in its unit. A simulator that cannot be steered ignores it
    /// and leaves the work to a curator that selects.</param>
    /// <param name="trajectory"><c>[length, channels]</c>, to be filled completely with finite values.</param>
    void Simulate(RandomStream random, double wanted, Span<float> trajectory);
}

/// <summary>A simulator for which several trajectories together cost less than one by one. Optional.</summary>
public interface IBatchSimulator : ISimulator
{
    /// <summary>
    /// Simulates several trajectories. Each has the same bits as alone, whatever the others are: how many are simulated together
    /// depends on their number.
    /// </summary>
    /// <param name="randoms"><c>[count]</c>: the only source of randomness of each.</param>
    /// <param name="wanted"><c>[count]</c>: the wanted value of each.</param>
    /// <param name="trajectories"><c>[count, length, channels]</c>, to be filled completely with finite values.</param>
    void Simulate(ReadOnlySpan<RandomStream> randoms, ReadOnlySpan<double> wanted, Span<float> trajectories);
}
