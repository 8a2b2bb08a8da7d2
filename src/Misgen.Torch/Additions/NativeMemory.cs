using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Misgen.Torch;

/// <summary>
/// How the C library gives memory to libtorch. By default glibc returns every tensor of more than 128 KiB to the system at once and
/// fetches fresh, zeroed pages for the next: about a tenth of a small training. Here freed memory is kept for the next step.
/// </summary>
internal static partial class NativeMemory
{
    // Parameters of glibc's mallopt (malloc.h).
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MapThreshold = -3;

    [ModuleInitializer]
    internal static void KeepFreed()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = SetOption(MapThreshold, 1 << 30);
            _ = SetOption(TrimThreshold, int.MaxValue);
            _ = SetOption(TopPad, 64 << 20);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than glibc: nothing to tune.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int parameter, int value);
}
