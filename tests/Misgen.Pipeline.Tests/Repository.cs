using Misgen.Core.Plugins;

namespace Misgen.Pipeline.Tests;

/// <summary>Places in the checkout and its build.</summary>
internal static class Repository
{
    /// <summary>The root of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The plugins as they were built beside the program, in this configuration.</summary>
    public static PluginCatalog Plugins { get; } = PluginCatalog.Load([Path.Combine(
        Root, "artifacts", "misgen", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "plugins")]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Misgen.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside a checkout.");
        return folder.FullName;
    }
}
