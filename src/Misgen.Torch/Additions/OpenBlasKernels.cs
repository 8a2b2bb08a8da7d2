using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Misgen.Torch;

/// <summary>
/// Which kernels OpenBLAS uses. By itself it goes by the processor's model: one that is newer than the library gets those for SSE3,
/// several times slower, and two models with the same instructions get different bits. Here the instructions decide.
/// </summary>
internal static class OpenBlasKernels
{
    [ModuleInitializer]
    internal static void ChooseByInstructions()
    {
        var core = Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512CD.IsSupported && Avx512F.VL.IsSupported ? "SkylakeX"
            : Avx2.IsSupported && Fma.IsSupported ? "Haswell"
            : null;
        // A choice that the user made stands. Read when the library loads.
        if (core is not null) NativeEnvironment.Set("OPENBLAS_CORETYPE", core, overwrite: false);
    }
}
