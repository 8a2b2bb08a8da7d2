using Misgen.Plugins;

namespace Misgen.Learning.Kernels;

/// <summary>
/// Denoises trajectories step by step, each from a window around it, under one mixture of windows for all steps; or, with the whole
/// trajectory as window, at once.
/// </summary>
internal sealed class PatchDenoiser : IDisposable
{
    // Trajectories whose windows are laid out at once. Enough that the windows at the borders, one of a trajectory, fill their chunks.
    private const int Block = 500;

    private readonly int _length;
    private readonly int _channels;
    private readonly int _halfWidth;

    // By how many steps the window reaches to the left and to the right.
    private readonly Dictionary<(int Left, int Right), WindowDenoiser> _windows = [];
    private readonly GaussianMixture _mixture;

    private PatchDenoiser(GaussianMixture mixture, int length, int channels, int halfWidth)
    {
        _mixture = mixture;
        _length = length;
        _channels = channels;
        _halfWidth = halfWidth;
    }

    /// <summary>Fits one.</summary>
    /// <param name="context">The demonstrations.</param>
    /// <param name="count">How many of the demonstrations to use.</param>
    /// <param name="halfWidth">Steps of the window to either side; 0 for the whole trajectory.</param>
    /// <param name="components">Components of the mixture.</param>
    /// <param name="name">For the names of random streams.</param>
    public static PatchDenoiser Fit(KernelContext context, int count, int halfWidth, int components, string name)
    {
        using var scope = NewDisposeScope();
        var random = new RandomStream(context.Seed, $"{context.Purpose}/{name}");
        var width = halfWidth == 0 ? context.Length : (2 * halfWidth) + 1;
        var points = new float[count * width * context.Channels];
        for (var n = 0; n < count; n++)
        {
            // One window of each demonstration, where it does not touch a border.
            var start = random.NextInt32(context.Length - width + 1);
            for (var c = 0; c < context.Channels; c++)
            {
                context.Demonstrations.AsSpan((((n * context.Channels) + c) * context.Length) + start, width)
                    .CopyTo(points.AsSpan(((n * context.Channels) + c) * width));
            }
        }

        var mixture = GaussianMixture.Fit(
            tensor(points, [count, width * context.Channels], float32), components, random, context.ThrowIfCancelled);
        mixture.Means.DetachFromDisposeScope();
        mixture.Covariances.DetachFromDisposeScope();
        return new PatchDenoiser(mixture, context.Length, context.Channels, halfWidth);
    }

    /// <summary>Denoised means.</summary>
    /// <param name="y"><c>x_t/α</c>, <c>[count, channels, length]</c>.</param>
    /// <param name="s">Noise relative to the signal, σ/α.</param>
    public Tensor Mean(Tensor y, double s)
    {
        using var scope = NewDisposeScope();
        return cat([.. y.split(Block).Select(block => MeanOfBlock(block, s))], 0).MoveToOuterDisposeScope();
    }

    private Tensor MeanOfBlock(Tensor y, double s)
    {
        using var scope = NewDisposeScope();
        var count = y.shape[0];
        if (_halfWidth == 0)
            return Window(_length - 1, 0).Mean(y.reshape(count, -1), s).view(count, _channels, _length).MoveToOuterDisposeScope();
        List<Tensor> parts = [];
        for (var step = 0; step < _length;)
        {
            var (left, right) = (Math.Min(_halfWidth, step), Math.Min(_halfWidth, _length - 1 - step));
            // All steps whose window is whole are one batch.
            var steps = left == _halfWidth && right == _halfWidth ? _length - (2 * _halfWidth) : 1;
            var windows = y.narrow(2, step - left, steps + left + right).unfold(2, left + right + 1, 1);
            var rows = windows.permute(0, 2, 1, 3).reshape(count * steps, _channels * (left + right + 1));
            parts.Add(Window(left, right).Mean(rows, s).view(count, steps, _channels).permute(0, 2, 1));
            step += steps;
        }

        return cat(parts.ToArray(), 2).MoveToOuterDisposeScope();
    }

    /// <summary>Multiply-adds of one trajectory at a noise level.</summary>
    /// <param name="s">Noise relative to the signal, σ/α.</param>
    public double MultiplyAdds(double s)
    {
        if (_halfWidth == 0)
            return Window(_length - 1, 0).MultiplyAdds(s);
        return Enumerable.Range(0, _length).Sum(step => Window(Math.Min(_halfWidth, step), Math.Min(_halfWidth, _length - 1 - step)).MultiplyAdds(s));
    }

    public void Dispose()
    {
        foreach (var window in _windows.Values)
            window.Dispose();
        _mixture.Means.Dispose();
        _mixture.Covariances.Dispose();
    }

    private WindowDenoiser Window(int left, int right)
    {
        if (!_windows.TryGetValue((left, right), out var window))
        {
            var (width, centre) = _halfWidth == 0 ? (_length, 0) : ((2 * _halfWidth) + 1, _halfWidth);
            var reach = left + right + 1;
            long[] inputs = _halfWidth == 0
                ? [.. Enumerable.Range(0, _channels * _length)]
                : [.. Enumerable.Range(0, _channels).SelectMany(c => Enumerable.Range(centre - left, reach).Select(place => (long)((c * width) + place)))];
            long[] outputs = _halfWidth == 0 ? inputs : [.. Enumerable.Range(0, _channels).Select(c => (long)((c * reach) + left))];
            _windows[(left, right)] = window = new WindowDenoiser(_mixture, inputs, outputs);
        }

        return window;
    }
}
