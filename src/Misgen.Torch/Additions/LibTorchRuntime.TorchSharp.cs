using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace Misgen.Torch;

/// <summary>What the additions need of libtorch, over the TorchSharp packages, which tell less of it.</summary>
internal static class LibTorchRuntime
{
    /// <summary>TorchSharp 0.107 has no way to demand deterministic algorithms.</summary>
    public static bool IsDeterministic => false;

    /// <summary>Not told.</summary>
    public static int BlasThreads => -1;

    // libtorch chooses its kernels by the same instructions.
    public static string Describe() =>
        $"libtorch: {torch.__version__}\nBLAS_INFO=mkl\nCPU capability usage: {(Avx512F.IsSupported ? "AVX512" : Avx2.IsSupported ? "AVX2" : "DEFAULT")}\n";

    public static void SetDeterministic(bool enabled)
    {
        torch.backends.cuda.matmul.allow_tf32 = false;
        torch.backends.cudnn.allow_tf32 = false;
    }

    public static string CudaDeviceName(int device) =>
        "GPU " + device.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
