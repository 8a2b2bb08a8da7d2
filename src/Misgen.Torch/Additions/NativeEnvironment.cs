using System.Runtime.InteropServices;

namespace Misgen.Torch;

/// <summary>Environment variables as native libraries see them: .NET's own setter keeps a copy that native getenv does not read.</summary>
internal static partial class NativeEnvironment
{
    /// <summary>Sets a variable of this process.</summary>
    /// <exception cref="InvalidOperationException">The C library refused.</exception>
    public static void Set(string name, string value, bool overwrite)
    {
        if (SetVariable(name, value, overwrite ? 1 : 0) != 0)
            throw new InvalidOperationException($"setenv {name}: error {Marshal.GetLastPInvokeError()}");
    }

    [LibraryImport("libc", EntryPoint = "setenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
