using System.Globalization;
using System.Runtime.InteropServices;
using Misgen.Core.Plugins;
using Misgen.Core.Store;
using Misgen.Pipeline.Configuration;
using Misgen.Torch;
using TorchSharp;

namespace Misgen.Host.Environment;

/// <summary>One thing that was looked at.</summary>
/// <param name="Subject">What.</param>
/// <param name="Text">What was found.</param>
/// <param name="Remedy">What to do about it; null where all is well.</param>
internal sealed record Finding(string Subject, string Text, string? Remedy = null);

/// <summary>Looks at everything that this installation consists of.</summary>
internal static class Examination
{
    public static IReadOnlyList<Finding> Of(ArtifactStore store, Func<PluginCatalog> catalog, Func<BenchmarksFile> benchmarks) =>
    [
        new("misgen", $"{Installation.Version}, commit {Installation.Commit() ?? "unknown"}, in {Installation.Folder}"),
        new("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}"),
        new("processor", $"{MachineFacts.Processor}, {MachineFacts.InstructionSet}, {System.Environment.ProcessorCount} cores for this process"),
        new("memory", string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0.0} GB for this process")),
        .. Guarded("libtorch", "run eng/configure, or set LIBTORCH to an unpacked libtorch and run it", LibTorchFindings),
        new("engines", "local"),
        .. Guarded("store", "choose another place with --store DIR or MISGEN_STORE", () => StoreFindings(store)),
        .. Guarded("benchmarks", "mend the file, or name another with --benchmarks FILE",
            () => [new("benchmarks", $"profiles {string.Join(", ", benchmarks().Profiles.Keys)}")]),
        .. Guarded("plugins", "check --plugins and MISGEN_PLUGINS", () => PluginFindings(catalog())),
    ];

    private static IEnumerable<Finding> LibTorchFindings()
    {
        yield return new("libtorch", LibTorch.NumericsFingerprint(torch.CPU));
        yield return LibTorch.Blas == "OpenBLAS" || LibTorch.Blas.Contains("mkl", StringComparison.OrdinalIgnoreCase)
            ? new("blas", $"{LibTorch.Blas} {LibTorch.BlasVersion} {LibTorch.BlasCore}".TrimEnd())
            : new("blas", $"{LibTorch.Blas}: training may be several times slower than it could be", "install an optimised BLAS, on Debian and Ubuntu: apt-get install libopenblas0-pthread");
        yield return torch.get_num_threads() == 1
            ? new("threads", "one per job in libtorch")
            : new("threads", $"libtorch uses {torch.get_num_threads()} threads in a job, so results depend on the machine", "unset OMP_NUM_THREADS and MKL_NUM_THREADS, or report this");
        var devices = LibTorch.CudaDevices;
        yield return new("gpu", devices.Count == 0 ? "none that libtorch can use; jobs run on the CPU" : string.Join(", ", devices));
    }

    private static IEnumerable<Finding> StoreFindings(ArtifactStore store)
    {
        if (!Directory.Exists(store.Root))
        {
            yield return new("store", $"{store.Root} (does not exist yet)");
            yield break;
        }

        store.Prepare();
        var free = new DriveInfo(store.Root).AvailableFreeSpace;
        yield return new("store", string.Create(CultureInfo.InvariantCulture, $"{store.Root}, {free / 1e9:0.0} GB free"), free < 200_000_000 ? "free some space: a quick run needs about 100 MB" : null);
    }

    private static IEnumerable<Finding> PluginFindings(PluginCatalog catalog)
    {
        foreach (var plugin in catalog.Plugins)
            yield return new("plugin", $"{plugin.Name} {plugin.Version}, contract {plugin.Contract.ToString(2)}, {plugin.Tasks.Count} tasks, digest {plugin.Digest}, in {plugin.Folder}");
        foreach (var refused in catalog.Refused)
            yield return new("plugin", refused.Reason, $"mend or remove {refused.Folder}");
    }

    private static IReadOnlyList<Finding> Guarded(string subject, string remedy, Func<IEnumerable<Finding>> look)
    {
        try
        {
            return [.. look()];
        }
        catch (Exception exception)
        {
            return [new Finding(subject, OneLine.FirstLine(exception is InvalidInputException or PluginException or StoreException ? exception.Message : OneLine.Of(exception)), remedy)];
        }
    }
}
