using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Misgen.Torch;

/// <summary>The layers of networks over trajectories, composed of TorchSharp's operators.</summary>
public static class TrajectoryLayers
{
    /// <summary>A convolution over time, of an input each of whose steps is repeated first.</summary>
    /// <param name="input"><c>[batch, in, length]</c>.</param>
    /// <param name="weight"><c>[out, in, width]</c>.</param>
    /// <param name="bias"><c>[out]</c>.</param>
    /// <param name="stride">Steps between two outputs.</param>
    /// <param name="padding">Zeros before and after.</param>
    /// <param name="repeat">How often each step of the input is taken: nearest-neighbour upsampling.</param>
    /// <param name="offset">Added to every step of a trajectory's output, <c>[batch, out]</c>, or null.</param>
    /// <returns><c>[batch, out, (length · repeat + 2 padding − width) / stride + 1]</c>.</returns>
    public static Tensor Conv1d(Tensor input, Tensor weight, Tensor bias, long stride, long padding, long repeat = 1, Tensor? offset = null)
    {
        var output = functional.conv1d(repeat == 1 ? input : input.repeat_interleave(repeat, 2), weight, bias, stride, padding);
        return offset is null ? output : output + offset.unsqueeze(2);
    }

    /// <summary>Group normalisation with scale and shift per channel (Wu, He, ECCV 2018), then SiLU.</summary>
    /// <param name="input"><c>[batch, channels, length]</c>.</param>
    /// <param name="groups">Groups of channels; their number divides the channels.</param>
    /// <param name="weight">Scale, <c>[channels]</c>.</param>
    /// <param name="bias">Shift, <c>[channels]</c>.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public static Tensor GroupNormSilu(Tensor input, long groups, Tensor weight, Tensor bias, double epsilon = 1e-5) =>
        functional.silu(functional.group_norm(input, groups, weight, bias, epsilon));
}
