namespace Misgen.Torch;

/// <summary>Whether libtorch may choose an algorithm whose result depends on timing.</summary>
public static class Determinism
{
    /// <summary>Whether an operator without a deterministic algorithm fails; see <see cref="Enable"/>.</summary>
    public static bool IsEnforced => LibTorchRuntime.IsDeterministic;

    /// <summary>
    /// Deterministic algorithms only (an operator that has none fails with its name), cuDNN without benchmarking, and single-precision
    /// products on a GPU without TF32. Process-wide. With the TorchSharp packages only TF32 can be turned off: see
    /// <see cref="IsEnforced"/>.
    /// </summary>
    public static void Enable() => LibTorchRuntime.SetDeterministic(enabled: true);

    /// <summary>Lets libtorch choose again; cuDNN benchmarking and TF32 stay off.</summary>
    public static void Disable() => LibTorchRuntime.SetDeterministic(enabled: false);
}
