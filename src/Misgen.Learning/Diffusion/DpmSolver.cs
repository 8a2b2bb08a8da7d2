using Misgen.Learning.Models;
using Misgen.Plugins;

namespace Misgen.Learning.Diffusion;

/// <summary>
/// DPM-Solver++(2M) in data prediction (Lu et al., arXiv 2211.01095, algorithm 2), with steps uniform in <c>λ = log(α/σ)</c> from
/// t = .995 to t = .004, then the denoised mean.
/// </summary>
public static class DpmSolver
{
    private const double FirstTime = 0.995;
    private const double LastTime = 0.004;

    /// <summary>Trajectories that are solved at once: few enough for a core's cache. Fixed, because it decides the order of the noise.</summary>
    internal const int Chunk = 64;

    /// <summary>The times of a solution, <c>[steps + 1]</c>, from noise to data.</summary>
    /// <param name="steps">Number of steps.</param>
    public static double[] Times(int steps) => Times(FirstTime, steps);

    /// <summary>
    /// The times of the part of a solution that starts at a later time: steps uniform in λ, no larger than those of the whole.
    /// </summary>
    /// <param name="start">Where to start, in (.004, .995).</param>
    /// <param name="stepsOfTheWhole">Steps of a whole solution.</param>
    public static double[] TimesFrom(double start, int stepsOfTheWhole)
    {
        var last = CosineSchedule.Lambda(LastTime);
        var step = (last - CosineSchedule.Lambda(FirstTime)) / stepsOfTheWhole;
        return Times(start, (int)Math.Ceiling((last - CosineSchedule.Lambda(start)) / step));
    }

    private static double[] Times(double start, int steps)
    {
        var (first, last) = (CosineSchedule.Lambda(start), CosineSchedule.Lambda(LastTime));
        return [.. Enumerable.Range(0, steps + 1).Select(i => CosineSchedule.Time(first + ((last - first) * i / steps)))];
    }

    /// <summary>Draws trajectories from noise.</summary>
    /// <param name="denoiser">The network.</param>
    /// <param name="shape">What it was made for.</param>
    /// <param name="average">Its parameters, <c>[count]</c>.</param>
    /// <param name="conditions"><c>[count, features]</c>, or null.</param>
    /// <param name="count">How many trajectories.</param>
    /// <param name="steps">Solver steps; one network evaluation each, and one more for the denoised mean.</param>
    /// <param name="seed">The trial's seed.</param>
    /// <param name="device">Where to compute.</param>
    /// <param name="report">Takes the finished share.</param>
    /// <param name="cancellation">Stops it between two steps.</param>
    /// <returns><c>[count, channels, length]</c>, normalised.</returns>
    public static float[] Sample(
        Denoiser denoiser, DenoiserShape shape, float[] average, float[]? conditions, int count, int steps, ulong seed, Device device,
        Action<double> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(denoiser);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(report);
        using var still = no_grad();
        using var scope = NewDisposeScope();
        using var generator = new Generator(new RandomStream(seed, "sampling-noise").NextUInt64() >> 1, device);
        var weights = denoiser.Layout.Bind(tensor(average, float32, device));
        var size = shape.Channels * shape.Length;
        var samples = new float[(long)count * size];
        for (var start = 0; start < count; start += Chunk)
        {
            using var chunkScope = NewDisposeScope();
            var rows = Math.Min(Chunk, count - start);
            var condition = conditions is null
                ? null
                : tensor(conditions[(start * shape.ConditionFeatures)..((start + rows) * shape.ConditionFeatures)], [rows, shape.ConditionFeatures], float32, device);
            var noise = randn([rows, shape.Channels, shape.Length], float32, device, false, generator);
            var drawn = Solve((x, t) => Denoise(denoiser, weights, x, t, condition), noise, Times(steps), cancellation);
            drawn.cpu().data<float>().ToArray().CopyTo(samples, start * size);
            report((double)(start + rows) / count);
        }

        return samples;
    }

    /// <summary>Runs the solver for any denoiser.</summary>
    /// <param name="denoise">The denoised mean <c>E[x | x_t]</c> of a state at a time.</param>
    /// <param name="noise">The state at the first time.</param>
    /// <param name="times">The times from noise to data, uniform in λ.</param>
    /// <param name="cancellation">Stops it between two steps.</param>
    /// <returns>The denoised mean at the last time.</returns>
    public static Tensor Solve(Func<Tensor, double, Tensor> denoise, Tensor noise, IReadOnlyList<double> times, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(denoise);
        ArgumentNullException.ThrowIfNull(times);
        var state = noise;
        Tensor? half = null;
        for (var i = 0; i < times.Count - 1; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (now, next) = (times[i], times[i + 1]);
            var clean = denoise(state, now);

            // Equal steps in λ: the extrapolation of order two is 3/2 of this estimate minus 1/2 of the one before.
            var estimate = half is null ? clean : clean * 1.5 - half;
            var decay = 1 - Math.Exp(CosineSchedule.Lambda(now) - CosineSchedule.Lambda(next));
            var moved = state * (CosineSchedule.Sigma(next) / CosineSchedule.Sigma(now)) + estimate * (CosineSchedule.Alpha(next) * decay);
            var nextHalf = (clean * 0.5).MoveToOuterDisposeScope();
            half?.Dispose();
            // The first state is the caller's.
            if (i > 0)
                state.Dispose();
            (state, half) = (moved.MoveToOuterDisposeScope(), nextHalf);
        }

        return denoise(state, times[^1]);
    }

    /// <summary>The denoised mean <c>x = α x_t − σ v</c>, from the velocity.</summary>
    internal static Tensor Denoise(Denoiser denoiser, Weights weights, Tensor x, double t, Tensor? condition)
    {
        using var scope = NewDisposeScope();
        var time = full([x.shape[0]], t, float32, x.device);
        var velocity = denoiser.Velocity(weights, x, time, condition);
        return (x * CosineSchedule.Alpha(t) - velocity * CosineSchedule.Sigma(t)).MoveToOuterDisposeScope();
    }
}
