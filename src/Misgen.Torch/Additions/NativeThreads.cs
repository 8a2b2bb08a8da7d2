using System.Runtime.CompilerServices;
using TorchSharp;

namespace Misgen.Torch;

/// <summary>
/// One thread on every layer below a job, so that its bits depend neither on the number of cores nor on their load.
/// </summary>
public static class NativeThreads
{
    // Read by the native libraries when they load. The last makes cuBLAS deterministic.
    private static readonly (string Name, string Value)[] Environment =
    [
        ("OMP_NUM_THREADS", "1"),
        ("OPENBLAS_NUM_THREADS", "1"),
        ("GOTO_NUM_THREADS", "1"),
        ("BLIS_NUM_THREADS", "1"),
        ("MKL_NUM_THREADS", "1"),
        ("VECLIB_MAXIMUM_THREADS", "1"),
        ("NUMEXPR_NUM_THREADS", "1"),
        ("CUBLAS_WORKSPACE_CONFIG", ":4096:8"),
    ];

    /// <summary>
    /// Pins OpenMP, OpenBLAS, MKL and libtorch's own loops to one thread each. It has to come before any native library of libtorch
    /// loads: over the system's libtorch that holds by itself, with the TorchSharp packages the program calls this first.
    /// </summary>
    public static void PinToOne()
    {
        SetEnvironment();
        torch.set_num_threads(1);
    }

    [ModuleInitializer]
    internal static void SetEnvironment()
    {
        foreach (var (name, value) in Environment) NativeEnvironment.Set(name, value, overwrite: true);
    }
}
