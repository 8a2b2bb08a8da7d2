namespace Misgen.Learning.Models;

/// <summary>
/// A convolution over time that keeps the length (or halves it, with stride 2, or doubles it, by taking every step twice), zero-padded.
/// Initialised uniform on ± 1/√fan-in, PyTorch's default.
/// </summary>
internal sealed class Conv1d
{
    private readonly int _weight;
    private readonly int _bias;
    private readonly int _width;
    private readonly int _stride;
    private readonly int _repeat;

    public Conv1d(
        ParameterLayout layout, string name, int inputs, int outputs, int width, int length, int stride = 1, int repeat = 1, bool zero = false)
    {
        var bound = zero ? 0 : 1 / Math.Sqrt(inputs * width);
        _weight = layout.AddUniform($"{name}.weight", bound, outputs, inputs, width);
        _bias = layout.AddUniform($"{name}.bias", bound, outputs);
        _width = width;
        _stride = stride;
        _repeat = repeat;
        layout.MultiplyAdds += (long)inputs * outputs * width * (length * repeat / stride);
    }

    /// <summary>Convolves <c>[batch, in, length]</c>; adds <paramref name="offset"/>, <c>[batch, out]</c>, to every step.</summary>
    public Tensor Apply(Weights weights, Tensor x, Tensor? offset = null) =>
        TrajectoryLayers.Conv1d(x, weights[_weight], weights[_bias], _stride, _width / 2, _repeat, offset);
}

/// <summary>An affine map of the last axis, initialised as <see cref="Conv1d"/>.</summary>
internal sealed class Linear
{
    private readonly int _weight;
    private readonly int _bias;

    public Linear(ParameterLayout layout, string name, int inputs, int outputs, bool zero = false)
    {
        var bound = zero ? 0 : 1 / Math.Sqrt(inputs);
        _weight = layout.AddUniform($"{name}.weight", bound, outputs, inputs);
        _bias = layout.AddUniform($"{name}.bias", bound, outputs);
        layout.MultiplyAdds += (long)inputs * outputs;
    }

    public Tensor Apply(Weights weights, Tensor x) => functional.linear(x, weights[_weight], weights[_bias]);
}

/// <summary>Group normalisation with scale and shift per channel (Wu, He, ECCV 2018), then SiLU.</summary>
internal sealed class GroupNormSilu
{
    private readonly int _weight;
    private readonly int _bias;
    private readonly int _groups;

    public GroupNormSilu(ParameterLayout layout, string name, int groups, int channels)
    {
        _weight = layout.AddConstant($"{name}.weight", 1, channels);
        _bias = layout.AddConstant($"{name}.bias", 0, channels);
        _groups = groups;
    }

    public Tensor Apply(Weights weights, Tensor x) => TrajectoryLayers.GroupNormSilu(x, _groups, weights[_weight], weights[_bias]);
}

/// <summary>
/// What every layer of a diffusion model is told beside the trajectory: the time, as sines and cosines of geometrically spaced
/// frequencies (Vaswani et al. 2017, section 3.5, of 1000 t), and, where there is one, the condition.
/// </summary>
internal sealed class StepEmbedding
{
    private const double Scale = 1000;
    private const double MaximumPeriod = 10_000;
    private readonly int _features;
    private readonly Linear _time1;
    private readonly Linear _time2;
    private readonly Linear? _condition1;
    private readonly Linear? _condition2;

    public StepEmbedding(ParameterLayout layout, int features, int conditionFeatures)
    {
        _features = features;
        _time1 = new Linear(layout, "time1", features, features);
        _time2 = new Linear(layout, "time2", features, features);
        if (conditionFeatures > 0)
        {
            _condition1 = new Linear(layout, "condition1", conditionFeatures, features);
            _condition2 = new Linear(layout, "condition2", features, features);
        }
    }

    /// <summary>Embeds <paramref name="time"/>, <c>[batch]</c>, and a condition, <c>[batch, features]</c>.</summary>
    public Tensor Apply(Weights weights, Tensor time, Tensor? condition)
    {
        var half = _features / 2;
        var frequencies = tensor([.. Enumerable.Range(0, half).Select(i => (float)(Scale * Math.Exp(-Math.Log(MaximumPeriod) * i / half)))], float32, time.device);
        var angles = time.unsqueeze(1) * frequencies;
        var embedded = _time2.Apply(weights, functional.silu(_time1.Apply(weights, cat([angles.sin(), angles.cos()], 1))));
        return condition is null
            ? embedded
            : embedded + _condition2!.Apply(weights, functional.silu(_condition1!.Apply(weights, condition)));
    }
}
