using System.Runtime.InteropServices;

namespace Misgen.Core.Jobs;

/// <summary>CPU time of the calling thread, which .NET reports for whole processes only.</summary>
internal static partial class CpuOfThread
{
    private const int ThreadCpuClock = 3;

    /// <summary>CPU time so far; zero where the system does not tell.</summary>
    public static TimeSpan Now()
    {
        if (!OperatingSystem.IsLinux() || ClockGetTime(ThreadCpuClock, out var time) != 0)
            return TimeSpan.Zero;
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / 100);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
