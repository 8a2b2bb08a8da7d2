using System.CommandLine;
using Misgen.Core.Plugins;
using Misgen.Core.Store;
using Misgen.Host.Environment;
using Misgen.Pipeline.Configuration;

namespace Misgen.Host.Commands;

/// <summary>Options that several commands have, each with its default.</summary>
internal static class CommonOptions
{
    /// <summary><c>--store DIR</c>.</summary>
    public static Option<string?> Store() => new("--store") { Description = "Artifact store [default: $MISGEN_STORE or .misgen/store]", HelpName = "DIR" };

    /// <summary><c>--plugins DIR…</c>.</summary>
    public static Option<string[]> Plugins() => new("--plugins")
    {
        Description = "More plugin directories, beside those of the build and of $MISGEN_PLUGINS",
        HelpName = "DIR",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary><c>--benchmarks FILE</c>.</summary>
    public static Option<string?> Benchmarks() => new("--benchmarks") { Description = "Profiles [default: benchmarks.json of this installation]", HelpName = "FILE" };

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Results as JSON on standard output" };

    /// <summary>The store that the options name.</summary>
    public static ArtifactStore StoreOf(ParseResult parsed, Option<string?> option) =>
        new(parsed.GetValue(option) ?? System.Environment.GetEnvironmentVariable("MISGEN_STORE") ?? Path.Combine(".misgen", "store"));

    /// <summary>The plugins that the options name.</summary>
    public static PluginCatalog CatalogOf(ParseResult parsed, Option<string[]> option) =>
        PluginCatalog.Load(Installation.PluginDirectories(parsed.GetValue(option) ?? []));

    /// <summary>The profiles that the options name.</summary>
    public static BenchmarksFile BenchmarksOf(ParseResult parsed, Option<string?> option) =>
        BenchmarksFile.Load(parsed.GetValue(option) ?? Installation.BenchmarksFile());
}
