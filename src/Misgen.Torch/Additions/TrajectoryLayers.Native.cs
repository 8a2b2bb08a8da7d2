using Misgen.Torch.Interop;
using static TorchSharp.torch;

namespace Misgen.Torch;

/// <summary>
/// The layers of networks over trajectories. Short trajectories of few channels are what libtorch's convolutions are slowest at: on the
/// CPU these, over native/layers, make a training step about twice as fast (bench/TrainingSpeed). They take float32 batches of a multiple
/// of 16; everything else, and a GPU, is computed by libtorch's own operators.
/// </summary>
public static class TrajectoryLayers
{
    private static readonly Operator Convolution = new("misgen::conv1d");
    private static readonly Operator ConvolutionWithOffset = new("misgen::conv1d", "offset");
    private static readonly Operator Normalisation = new("misgen::group_norm_silu");

    /// <summary>A convolution over time, of an input each of whose steps is repeated first.</summary>
    /// <param name="input"><c>[batch, in, length]</c>.</param>
    /// <param name="weight"><c>[out, in, width]</c>.</param>
    /// <param name="bias"><c>[out]</c>.</param>
    /// <param name="stride">Steps between two outputs.</param>
    /// <param name="padding">Zeros before and after.</param>
    /// <param name="repeat">How often each step of the input is taken: nearest-neighbour upsampling.</param>
    /// <param name="offset">Added to every step of a trajectory's output, <c>[batch, out]</c>, or null.</param>
    /// <returns><c>[batch, out, (length · repeat + 2 padding − width) / stride + 1]</c>.</returns>
    public static Tensor Conv1d(Tensor input, Tensor weight, Tensor bias, long stride, long padding, long repeat = 1, Tensor? offset = null) =>
        offset is null
            ? Convolution.Call(input, weight, bias, stride, padding, repeat)
            : ConvolutionWithOffset.Call(input, weight, bias, offset, stride, padding, repeat);

    /// <summary>Group normalisation with scale and shift per channel (Wu, He, ECCV 2018), then SiLU.</summary>
    /// <param name="input"><c>[batch, channels, length]</c>.</param>
    /// <param name="groups">Groups of channels; their number divides the channels.</param>
    /// <param name="weight">Scale, <c>[channels]</c>.</param>
    /// <param name="bias">Shift, <c>[channels]</c>.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public static Tensor GroupNormSilu(Tensor input, long groups, Tensor weight, Tensor bias, double epsilon = 1e-5) =>
        Normalisation.Call(input, groups, weight, bias, epsilon);
}
