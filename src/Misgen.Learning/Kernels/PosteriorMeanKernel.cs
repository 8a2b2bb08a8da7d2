using System.Globalization;

namespace Misgen.Learning.Kernels;

/// <summary>
/// <c>posterior-mean</c>: noise of scale σ is added, and the result replaced by the posterior mean over the demonstrations,
/// <c>Σ_j w_j x_j</c> with <c>w_j ∝ exp(−|y − x_j|² / 2σ²)</c>: what the perfect denoiser of the training set would do.
/// </summary>
public sealed class PosteriorMeanKernel : DeviationKernel
{
    private static readonly double[] Levels = [0.1, 0.2, 0.3, 0.5];

    // Of one block: its weights take 40 MB, with temporaries five times as much, however many demonstrations there are.
    private const int MostRows = 500;
    private const int MostWeights = 10_000_000;

    /// <inheritdoc/>
    public override string Id => "posterior-mean";

    /// <inheritdoc/>
    public override string Description => "noise, then the posterior mean over the demonstrations";

    /// <inheritdoc/>
    public override bool UsesPilot => false;

    /// <inheritdoc/>
    public override IEnumerable<KernelMember> Draw(KernelContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sources = context.Sources(context.Count);
        using var data = tensor(context.Demonstrations, [context.DemonstrationCount, context.Size], float32);
        var block = Math.Clamp(MostWeights / context.DemonstrationCount, 1, MostRows);
        for (var level = 0; level < Levels.Length; level++)
        {
            var sigma = Levels[level];
            using var scope = NewDisposeScope();
            using var generator = context.Generator(sigma.ToString(CultureInfo.InvariantCulture));
            var x = context.Take(sources).view(sources.Length, context.Size);
            var y = x + randn(x.shape, float32, CPU, false, generator) * sigma;
            var result = new float[sources.Length * context.Size];
            for (var start = 0; start < sources.Length; start += block)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                using var blockScope = NewDisposeScope();
                var rows = Math.Min(block, sources.Length - start);
                Of(y.narrow(0, start, rows), data, sigma).data<float>().ToArray().CopyTo(result, start * context.Size);
            }

            context.Report((level + 1.0) / Levels.Length);
            yield return new KernelMember(
                string.Create(CultureInfo.InvariantCulture, $"σ = {sigma}"), new KernelDraws(result, sources), null,
                2.0 * sources.Length * context.Demonstrations.Length);
        }
    }

    /// <summary>The posterior means of noisy points, with every data point as likely beforehand.</summary>
    /// <param name="y">Noisy points, <c>[count, dimensions]</c>.</param>
    /// <param name="data">Data, <c>[points, dimensions]</c>.</param>
    /// <param name="sigma">The noise's standard deviation.</param>
    /// <returns><c>[count, dimensions]</c>.</returns>
    internal static Tensor Of(Tensor y, Tensor data, double sigma)
    {
        // |y − x|² less |y|², which is the same for all x and drops out of the softmax.
        var distance = (data * data).sum(1).unsqueeze(0) - y.matmul(data.t()) * 2;
        return (distance * (-0.5 / (sigma * sigma))).softmax(1).matmul(data);
    }
}
