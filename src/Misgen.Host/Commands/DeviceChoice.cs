using Misgen.Pipeline.Configuration;
using Misgen.Torch;
using TorchSharp;

namespace Misgen.Host.Commands;

/// <summary>What <c>--device</c> means on this machine.</summary>
internal static class DeviceChoice
{
    /// <summary><c>cpu</c> or <c>cuda</c>.</summary>
    /// <param name="wanted"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
    /// <exception cref="InvalidInputException">There is no GPU, or no working libtorch.</exception>
    public static string Resolve(string wanted)
    {
        try
        {
            NativeThreads.PinToOne();
            var available = torch.cuda.is_available();
            if (wanted == "cuda" && !available)
                throw new InvalidInputException($"--device cuda: libtorch {LibTorch.Version} sees no CUDA device (misgen-bench doctor tells more)");
            return wanted == "auto" ? available ? "cuda" : "cpu" : wanted;
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException)
        {
            throw new InvalidInputException($"libtorch cannot be loaded ({Core.Plugins.OneLine.FirstLine(exception.InnerException?.Message ?? exception.Message)}): run eng/configure again", exception);
        }
    }
}
