namespace Misgen.Learning.Models;

/// <summary>
/// The denoiser of <c>mlp-diffusion</c>: the whole trajectory as one vector through three residual layers of equal width, the
/// embedding added in each.
/// </summary>
public sealed class ResidualMlp : Denoiser
{
    private const int Blocks = 3;
    private const int Embedding = 64;
    private readonly StepEmbedding _step;
    private readonly Linear _input;
    private readonly Linear _output;
    private readonly Linear[] _hidden = new Linear[Blocks];
    private readonly Linear[] _steps = new Linear[Blocks];

    /// <summary>Builds the network.</summary>
    /// <param name="shape">What it is made for.</param>
    public ResidualMlp(DenoiserShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var size = shape.Length * shape.Channels;
        _step = new StepEmbedding(Layout, Embedding, shape.ConditionFeatures);
        _input = new Linear(Layout, "input", size, shape.Width);
        for (var i = 0; i < Blocks; i++)
        {
            _steps[i] = new Linear(Layout, $"block{i}.step", Embedding, shape.Width);
            _hidden[i] = new Linear(Layout, $"block{i}.hidden", shape.Width, shape.Width);
        }

        _output = new Linear(Layout, "output", shape.Width, size, zero: true);
    }

    /// <inheritdoc/>
    public override Tensor Velocity(Weights weights, Tensor x, Tensor time, Tensor? condition)
    {
        ArgumentNullException.ThrowIfNull(x);
        var step = functional.silu(_step.Apply(weights, time, condition));
        var h = _input.Apply(weights, x.reshape(x.shape[0], -1));
        for (var i = 0; i < Blocks; i++)
            h = h + _hidden[i].Apply(weights, functional.silu(h + _steps[i].Apply(weights, step)));
        return _output.Apply(weights, functional.silu(h)).view(x.shape);
    }
}
