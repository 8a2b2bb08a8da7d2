using Misgen.Learning.Diffusion;

namespace Misgen.Learning.Kernels;

/// <summary>
/// <c>patch-gmm</c>: the model's own sampler with the network replaced by an analytic denoiser of limited capacity, Gaussian mixtures of
/// windows of several widths and of whole trajectories. At each noise level the width with the least denoising error on 200
/// demonstrations that were kept back acts. It needs no training: what it gets wrong is what any local denoiser of this capacity gets wrong.
/// </summary>
public sealed class PatchMixtureKernel : DeviationKernel
{
    private const int DemonstrationsPerComponent = 300;
    private const int MostComponents = 64;
    private const int ChosenBy = 200;

    // Demonstrations are noised to the sampler's first time at or below this one and denoised for the transition matrix.
    private const double TransitionTime = 0.85;

    /// <inheritdoc/>
    public override string Id => "patch-gmm";

    /// <inheritdoc/>
    public override string Description => "the sampler with Gaussian mixtures of patches for a network";

    /// <inheritdoc/>
    public override bool UsesPilot => false;

    /// <inheritdoc/>
    public override IEnumerable<KernelMember> Draw(KernelContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var still = no_grad();
        using var scope = NewDisposeScope();
        var keptBack = Math.Min(ChosenBy, context.DemonstrationCount / 10);
        var fitted = context.DemonstrationCount - keptBack;
        var components = Math.Clamp(fitted / DemonstrationsPerComponent, 2, MostComponents);
        int[] halfWidths = context.Length <= 16 ? [1, 2, 3, 6, 0] : [2, 4, 8, 0];
        var denoisers = halfWidths.Where(half => (2 * half) + 1 <= context.Length)
            .Select((half, number) =>
            {
                var made = PatchDenoiser.Fit(context, fitted, half, components, $"mixture {number}");
                context.Report(0.2 * (number + 1) / halfWidths.Length);
                return made;
            }).ToArray();
        using var generator = context.Generator("noise");
        var choice = new Choice(denoisers, context.Take([.. Enumerable.Range(fitted, keptBack)]), generator);

        var noise = randn(new long[] { context.Count, context.Channels, context.Length }, float32, CPU, false, generator);
        var times = DpmSolver.Times(context.SolverSteps);
        var samples = Run(noise, times, choice, context, 0.2, 0.75);
        var sources = context.Sources(context.RoundTrips);
        var x = context.Take(sources);
        double[] late = [.. times.Where(time => time <= TransitionTime)];
        var noisy = x * CosineSchedule.Alpha(late[0]) + randn(x.shape, float32, CPU, false, generator) * CosineSchedule.Sigma(late[0]);
        var back = Run(noisy, late, choice, context, 0.75, 1);
        foreach (var denoiser in denoisers)
            denoiser.Dispose();
        yield return new KernelMember("samples", new KernelDraws(samples, null), new KernelDraws(back, sources), choice.MultiplyAdds);
    }

    private static float[] Run(Tensor noise, double[] times, Choice choice, KernelContext context, double from, double to)
    {
        var done = 0;
        var drawn = DpmSolver.Solve(Step, noise, times, context.Cancellation);
        return drawn.contiguous().data<float>().ToArray();

        Tensor Step(Tensor state, double time)
        {
            var clean = choice.Denoise(state, time);
            context.Report(from + ((to - from) * ++done / times.Length));
            return clean;
        }
    }

    /// <summary>Chooses the window of each noise level when it is first asked for.</summary>
    private sealed class Choice(PatchDenoiser[] denoisers, Tensor keptBack, Generator generator)
    {
        private readonly Dictionary<double, PatchDenoiser> _chosen = [];

        public double MultiplyAdds { get; private set; }

        public Tensor Denoise(Tensor state, double time)
        {
            var (alpha, s) = (CosineSchedule.Alpha(time), CosineSchedule.Sigma(time) / CosineSchedule.Alpha(time));
            if (!_chosen.TryGetValue(time, out var denoiser))
                _chosen[time] = denoiser = Choose(s);
            MultiplyAdds += state.shape[0] * denoiser.MultiplyAdds(s);
            return denoiser.Mean(state / alpha, s);
        }

        private PatchDenoiser Choose(double s)
        {
            using var scope = NewDisposeScope();
            var noisy = keptBack + randn(keptBack.shape, float32, CPU, false, generator) * s;
            foreach (var denoiser in denoisers)
                MultiplyAdds += keptBack.shape[0] * denoiser.MultiplyAdds(s);
            return denoisers.MinBy(denoiser => (denoiser.Mean(noisy, s) - keptBack).square().mean().item<float>())!;
        }
    }
}
