using Misgen.Learning.Diffusion;
using Misgen.Learning.Models;

namespace Misgen.Learning.Kernels;

/// <summary>Evaluations of a pilot, in chunks that fit a core's cache.</summary>
internal sealed class PilotRuns(Pilot pilot, CancellationToken cancellation)
{
    private readonly Weights _weights = pilot.Denoiser.Layout.Bind(tensor(pilot.Average, float32));

    /// <summary>One-step denoised means of noisy trajectories at a time.</summary>
    /// <param name="noisy"><c>[count, channels, length]</c>.</param>
    /// <param name="time">The time.</param>
    public Tensor Denoise(Tensor noisy, double time) =>
        InChunks(noisy, chunk => DpmSolver.Denoise(pilot.Denoiser, _weights, chunk, time, null));

    /// <summary>The reverse process from a time on.</summary>
    /// <param name="noisy">States at the first of the times.</param>
    /// <param name="times">The times, uniform in λ.</param>
    public Tensor Solve(Tensor noisy, IReadOnlyList<double> times) =>
        InChunks(noisy, chunk => DpmSolver.Solve((x, t) => DpmSolver.Denoise(pilot.Denoiser, _weights, x, t, null), chunk, times, cancellation));

    private Tensor InChunks(Tensor all, Func<Tensor, Tensor> body)
    {
        using var still = no_grad();
        List<Tensor> parts = [];
        for (long start = 0; start < all.shape[0]; start += DpmSolver.Chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            parts.Add(body(all.narrow(0, start, Math.Min(DpmSolver.Chunk, all.shape[0] - start))).contiguous().MoveToOuterDisposeScope());
        }

        return cat(parts.ToArray(), 0);
    }
}
