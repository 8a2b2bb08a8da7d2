using System.Globalization;
using Misgen.Learning.Diffusion;

namespace Misgen.Learning.Kernels;

/// <summary>
/// <c>round-trip</c>: a demonstration is noised to a time t and denoised back with the pilot, along the sampler that the model will
/// have: errors as they accumulate over a part of the reverse process.
/// </summary>
public sealed class RoundTripKernel : DeviationKernel
{
    private static readonly double[] Times = [0.35, 0.5, 0.7];

    /// <inheritdoc/>
    public override string Id => "round-trip";

    /// <inheritdoc/>
    public override string Description => "noise, then a pilot's way back along the sampler";

    /// <inheritdoc/>
    public override bool UsesPilot => true;

    /// <inheritdoc/>
    public override IEnumerable<KernelMember> Draw(KernelContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sources = context.Sources(context.RoundTrips);
        var runs = new PilotRuns(context.Pilot!, context.Cancellation);
        using var x = context.Take(sources);
        for (var k = 0; k < Times.Length; k++)
        {
            using var scope = NewDisposeScope();
            using var generator = context.Generator(Times[k].ToString(CultureInfo.InvariantCulture));
            var times = DpmSolver.TimesFrom(Times[k], context.SolverSteps);
            var noisy = x * CosineSchedule.Alpha(Times[k]) + randn(x.shape, float32, CPU, false, generator) * CosineSchedule.Sigma(Times[k]);
            var back = runs.Solve(noisy, times);
            context.Report((k + 1.0) / Times.Length);
            yield return new KernelMember(
                string.Create(CultureInfo.InvariantCulture, $"t = {Times[k]}"), new KernelDraws(back.data<float>().ToArray(), sources), null,
                (double)sources.Length * times.Length * context.Pilot!.Denoiser.Layout.MultiplyAdds);
        }
    }
}
