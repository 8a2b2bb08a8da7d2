using System.Globalization;
using Misgen.Learning.Diffusion;

namespace Misgen.Learning.Kernels;

/// <summary>
/// <c>local-residual</c>: <c>x' = x + r_j</c> with the residual <c>r_j = D(α x_j + σ ε, t) − x_j</c> of the pilot's one-step denoising of
/// a demonstration <c>j</c>, drawn from the 10 nearest to <c>x</c>: errors as they are in this neighbourhood, not those of <c>x</c> itself.
/// </summary>
public sealed class LocalResidualKernel : DeviationKernel
{
    private const int Neighbours = 10;
    private const int Block = 500;
    private static readonly double[] Times = [0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7];

    /// <inheritdoc/>
    public override string Id => "local-residual";

    /// <inheritdoc/>
    public override string Description => "a pilot's one-step denoising errors on near demonstrations";

    /// <inheritdoc/>
    public override bool UsesPilot => true;

    /// <inheritdoc/>
    public override IEnumerable<KernelMember> Draw(KernelContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sources = context.Sources(context.Count);
        var runs = new PilotRuns(context.Pilot!, context.Cancellation);
        using var x = context.Take(sources);
        var near = Near(x.view(sources.Length, context.Size), context.ThrowIfCancelled);
        var multiplyAdds = ((double)sources.Length * sources.Length * context.Size / Times.Length)
            + ((double)sources.Length * context.Pilot!.Denoiser.Layout.MultiplyAdds);
        for (var k = 0; k < Times.Length; k++)
        {
            using var scope = NewDisposeScope();
            var (time, purpose) = (Times[k], Times[k].ToString(CultureInfo.InvariantCulture));
            using var generator = context.Generator(purpose);
            var noise = randn(x.shape, float32, CPU, false, generator);
            var residual = runs.Denoise(x * CosineSchedule.Alpha(time) + noise * CosineSchedule.Sigma(time), time) - x;
            var random = new Misgen.Plugins.RandomStream(context.Seed, $"{context.Purpose}/{purpose}/neighbour");
            long[] chosen = [.. Enumerable.Range(0, sources.Length).Select(i => near[(i * Neighbours) + random.NextInt32(Neighbours)])];
            var moved = x + residual.index_select(0, tensor(chosen, int64));
            context.Report((k + 1.0) / Times.Length);
            yield return new KernelMember(
                string.Create(CultureInfo.InvariantCulture, $"t = {time}"), new KernelDraws(moved.data<float>().ToArray(), sources), null, multiplyAdds);
        }
    }

    // The nearest others of each point, [count, Neighbours].
    private static long[] Near(Tensor points, Action check)
    {
        var count = (int)points.shape[0];
        var near = new long[count * Neighbours];
        var squares = (points * points).sum(1);
        for (var start = 0; start < count; start += Block)
        {
            check();
            using var scope = NewDisposeScope();
            var rows = Math.Min(Block, count - start);
            var distance = squares.unsqueeze(0) - points.narrow(0, start, rows).matmul(points.t()) * 2;
            var (_, order) = distance.topk(Neighbours + 1, 1, false, true);
            var found = order.data<long>().ToArray();
            for (var i = 0; i < rows; i++)
            {
                // The point itself is among them, as a rule first.
                var others = found.AsSpan(i * (Neighbours + 1), Neighbours + 1).ToArray().Where(j => j != start + i).Take(Neighbours).ToArray();
                others.CopyTo(near, (start + i) * Neighbours);
            }
        }

        return near;
    }
}
