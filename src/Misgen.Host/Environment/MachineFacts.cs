using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text.Json.Nodes;
using Misgen.Torch;

namespace Misgen.Host.Environment;

/// <summary>What is known of the machine: recorded with every artifact, shown by <c>doctor</c>.</summary>
internal static class MachineFacts
{
    /// <summary>The processor's name.</summary>
    public static string Processor { get; } = ReadProcessor();

    /// <summary>The widest vector instructions that .NET sees.</summary>
    public static string InstructionSet { get; } =
        Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : Avx.IsSupported ? "AVX" : RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>Facts for the provenance of an artifact.</summary>
    /// <param name="device"><c>cpu</c> or <c>cuda</c>.</param>
    public static JsonObject Provenance(string device) => new()
    {
        ["misgen"] = Installation.Version,
        ["commit"] = Installation.Commit(),
        ["processor"] = Processor,
        ["instructionSet"] = InstructionSet,
        ["device"] = device,
        ["libtorch"] = LibTorch.Version,
        ["threadsPerJob"] = 1,
        ["dotnet"] = RuntimeInformation.FrameworkDescription,
        ["system"] = RuntimeInformation.OSDescription,
    };

    private static string ReadProcessor()
    {
        const string Info = "/proc/cpuinfo";
        var line = File.Exists(Info) ? File.ReadLines(Info).FirstOrDefault(entry => entry.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
