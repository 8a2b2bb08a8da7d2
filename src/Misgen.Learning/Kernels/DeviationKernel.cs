using Misgen.Learning.Models;
using Misgen.Plugins;

namespace Misgen.Learning.Kernels;

/// <summary>
/// A data deviation kernel <c>K(x' | x)</c>: a proxy for the local errors that a model makes, fixed before the model exists. It draws
/// trajectories; what becomes of the quantity is measured by the task. A new kernel is a class and a line in
/// <see cref="KernelRegistry"/>.
/// </summary>
public abstract class DeviationKernel
{
    /// <summary>Its id, such as <c>posterior-mean</c>.</summary>
    public abstract string Id { get; }

    /// <summary>One line for lists and reports.</summary>
    public abstract string Description { get; }

    /// <summary>Whether it needs a pilot, or the data only.</summary>
    public abstract bool UsesPilot { get; }

    /// <summary>Whether it changes demonstrations, <c>x' ~ K(· | x)</c>, and so has a transition matrix.</summary>
    public virtual bool ActsOnTrajectories => true;

    /// <summary>
    /// Draws from each of its members: the same kernel at several scales or noise levels, of which a rule that never sees the final model
    /// chooses one.
    /// </summary>
    /// <param name="context">What it may use.</param>
    public abstract IEnumerable<KernelMember> Draw(KernelContext context);
}

/// <summary>Trajectories that a kernel drew.</summary>
/// <param name="Trajectories"><c>[count, channels, length]</c>, standardised.</param>
/// <param name="Sources">Which demonstration each was made of, <c>[count]</c>; null where they were made from noise.</param>
public sealed record KernelDraws(float[] Trajectories, int[]? Sources);

/// <summary>One member of a kernel.</summary>
/// <param name="Name">What sets it apart, such as <c>s = 0.05</c>.</param>
/// <param name="Draws">What it drew: the predicted distribution.</param>
/// <param name="Transitions">Draws made of demonstrations, for the transition matrix, where <paramref name="Draws"/> are not.</param>
/// <param name="MultiplyAdds">What it computed, the pilot's training not counted.</param>
public sealed record KernelMember(string Name, KernelDraws Draws, KernelDraws? Transitions, double MultiplyAdds);

/// <summary>A pilot: a small model trained with a small share of the final training's operations.</summary>
/// <param name="Denoiser">Its network.</param>
/// <param name="Average">Its parameters, <c>[count]</c>.</param>
/// <param name="Samples">What it generates, <c>[count, channels, length]</c>, standardised.</param>
public sealed record Pilot(Denoiser Denoiser, float[] Average, float[] Samples);

/// <summary>What a kernel may use.</summary>
public sealed record KernelContext
{
    /// <summary>Steps of a trajectory.</summary>
    public required int Length { get; init; }

    /// <summary>Channels of a trajectory.</summary>
    public required int Channels { get; init; }

    /// <summary>The demonstrations, <c>[count, channels, length]</c>, standardised.</summary>
    public required float[] Demonstrations { get; init; }

    /// <summary>The pilot; null for kernels that need none.</summary>
    public Pilot? Pilot { get; init; }

    /// <summary>How many trajectories to draw. Default: 4,000.</summary>
    public int Count { get; init; } = 4_000;

    /// <summary>How many to draw where each costs a run of the reverse process. Default: 2,000.</summary>
    public int RoundTrips { get; init; } = 2_000;

    /// <summary>Steps of the sampler.</summary>
    public required int SolverSteps { get; init; }

    /// <summary>Seed of the draws.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The kernel, for the names of random streams: not the task, so that the same data give the same prediction.</summary>
    public required string Purpose { get; init; }

    /// <summary>Takes the finished share.</summary>
    public Action<double> Report { get; init; } = _ => { };

    /// <summary>Stops it.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Throws where it was stopped.</summary>
    public void ThrowIfCancelled() => Cancellation.ThrowIfCancellationRequested();

    /// <summary>Values of a trajectory.</summary>
    public int Size => Length * Channels;

    /// <summary>Number of demonstrations.</summary>
    public int DemonstrationCount => Demonstrations.Length / Size;

    /// <summary>
    /// Demonstrations to start from, evenly spread over all of them: their order is random, so any of them are a fair sample.
    /// </summary>
    /// <param name="count">How many; all of them where there are fewer.</param>
    public int[] Sources(int count)
    {
        var taken = Math.Min(count, DemonstrationCount);
        return [.. Enumerable.Range(0, taken).Select(i => (int)((long)i * DemonstrationCount / taken))];
    }

    /// <summary>Demonstrations as a tensor, <c>[count, channels, length]</c>.</summary>
    /// <param name="sources">Which.</param>
    public Tensor Take(int[] sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var rows = new float[sources.Length * Size];
        for (var i = 0; i < sources.Length; i++)
            Demonstrations.AsSpan(sources[i] * Size, Size).CopyTo(rows.AsSpan(i * Size));
        return tensor(rows, [sources.Length, Channels, Length], float32);
    }

    /// <summary>A generator of its own for a purpose.</summary>
    /// <param name="what">The purpose.</param>
    public Generator Generator(string what) => new(new RandomStream(Seed, $"{Purpose}/{what}").NextUInt64() >> 1, CPU);
}
