using System.Runtime.InteropServices;
using Misgen.Torch.Interop;

namespace Misgen.Torch;

/// <summary>What the additions need of libtorch, over native/library.cpp.</summary>
internal static unsafe class LibTorchRuntime
{
    private const int NameCapacity = 256;

    public static bool IsDeterministic => Native.Deterministic() != 0;

    /// <summary>Threads that the linear algebra library uses; -1 where it does not say.</summary>
    public static int BlasThreads => Native.BlasThreads();

    public static string Describe() => Marshal.PtrToStringUTF8(Native.Describe())!;

    public static void SetDeterministic(bool enabled) => Native.Check(Native.SetDeterministic(enabled ? 1 : 0));

    public static string CudaDeviceName(int device)
    {
        var name = stackalloc byte[NameCapacity];
        Native.Check(Native.CudaDeviceName(device, name, NameCapacity));
        var text = Marshal.PtrToStringUTF8((nint)name)!;
        return text.Length > 0 ? text : "unnamed GPU";
    }
}
