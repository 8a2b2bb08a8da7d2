using System.Text.RegularExpressions;
using TorchSharp;

namespace Misgen.Torch;

/// <summary>The libtorch that this process runs: what its numbers depend on.</summary>
public static partial class LibTorch
{
    private static readonly Lazy<string> Report = new(LibTorchRuntime.Describe);

    /// <summary>libtorch's version, such as <c>1.13.1</c>.</summary>
    public static string Version => Find("^libtorch: (.+)$") ?? torch.__version__;

    /// <summary>The linear algebra library: <c>OpenBLAS</c>, <c>mkl</c> or what the build says.</summary>
    public static string Blas => Find("^openblas: ") is not null ? "OpenBLAS" : Find(@"\bBLAS_INFO=(\w+)") ?? "unknown BLAS";

    /// <summary>Its version, null where it does not say.</summary>
    public static string? BlasVersion => Find(@"^openblas: OpenBLAS (\S+)") ?? Find(@"Math Kernel Library Version (\S+)");

    /// <summary>The kernels that OpenBLAS chose for this processor, such as <c>SkylakeX</c>; null for others.</summary>
    public static string? BlasCore => Find("^openblas core: (.+)$");

    /// <summary>The instruction set that libtorch's own kernels use, such as <c>AVX512</c>.</summary>
    public static string CpuCapability => Find(@"CPU capability usage: (\S+)") ?? "unknown instruction set";

    /// <summary>The instruction set of the kernels of <see cref="TrajectoryLayers"/>, such as <c>avx512</c>; null where they are libtorch's.</summary>
    public static string? LayerInstructions => Find("^layers: (.+)$");

    /// <summary>oneDNN's version; null where libtorch was built without.</summary>
    public static string? OneDnnVersion => Find(@"MKL-DNN v(\S+)");

    /// <summary>The CUDA runtime's version; null without.</summary>
    public static string? CudaVersion => Find("^cuda: (.+)$") ?? Find(@"CUDA Runtime (\S+)");

    /// <summary>cuDNN's version; null without.</summary>
    public static string? CudnnVersion => Find("^cudnn: (.+)$") ?? Find(@"CuDNN (\S+)");

    /// <summary>Names of the GPUs, in the order of their numbers.</summary>
    public static IReadOnlyList<string> CudaDevices => [.. Enumerable.Range(0, torch.cuda.device_count()).Select(LibTorchRuntime.CudaDeviceName)];

    /// <summary>
    /// All that the bits of a computation on the device depend on besides the program, on one line, such as
    /// <c>libtorch 1.13.1; OpenBLAS 0.3.21 SkylakeX; oneDNN 2.6.0; AVX512; layers avx512; cpu</c>.
    /// </summary>
    public static string NumericsFingerprint(torch.Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        var parts = new List<string?> { "libtorch " + Version, Join(Blas, BlasVersion, BlasCore), Join("oneDNN", OneDnnVersion), CpuCapability };
        if (device.type == DeviceType.CUDA)
        {
            parts.Add(Join("CUDA", CudaVersion));
            parts.Add(Join("cuDNN", CudnnVersion));
            parts.Add("cuda " + LibTorchRuntime.CudaDeviceName(Math.Max(device.index, 0)));
        }
        else
        {
            parts.Add(Join("layers", LayerInstructions));
            parts.Add("cpu");
        }

        return string.Join("; ", parts.Where(part => part is not null));
    }

    // A name with what is known of it; null when nothing is.
    private static string? Join(string name, params ReadOnlySpan<string?> known)
    {
        var text = "";
        foreach (var one in known)
        {
            if (one is not null) text += " " + one;
        }

        return text.Length > 0 || name == Blas ? name + text : null;
    }

    private static string? Find(string pattern)
    {
        var match = Regex.Match(Report.Value, pattern, RegexOptions.Multiline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success ? match.Groups[^1].Value.Trim() : null;
    }
}
