using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Misgen.Plugins;

namespace Misgen.Core.Plugins;

/// <summary>Loads one plugin from its folder. Every fault of the plugin becomes a <see cref="PluginException"/> with one line.</summary>
public static class PluginLoader
{
    private static readonly string ContractName = typeof(IPlugin).Assembly.GetName().Name!;

    /// <summary>Loads the plugin of a folder: the assembly that its one <c>*.deps.json</c> names.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="PluginException">It is no plugin, was built for another contract, or fails to start.</exception>
    public static LoadedPlugin Load(string folder)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        RefuseWorldWritable(folder, name);
        var assemblyPath = FindAssembly(folder, name);
        try
        {
            var contract = ContractVersionOf(assemblyPath)
                ?? throw new PluginException($"plugin '{name}': {Path.GetFileName(assemblyPath)} does not reference {ContractName}");
            if (!PluginContract.Supports(contract))
            {
                throw new PluginException(
                    $"plugin '{name}' was built for plugin contract {contract.ToString(2)}, this program has {PluginContract.Version.ToString(2)}: rebuild the plugin or use the program it was made for");
            }

            var context = new PluginLoadContext(assemblyPath);
            var assembly = context.LoadFromAssemblyPath(assemblyPath);
            var plugin = Instantiate(assembly, name);
            var tasks = plugin.CreateTasks();
            PluginTaskRules.Check(name, tasks);
            return new LoadedPlugin(
                plugin.Name, assembly.GetName().Version!.ToString(3), PluginDigest.Of(folder), folder, contract, tasks)
            {
                Context = context,
            };
        }
        catch (Exception exception) when (exception is not PluginException)
        {
            var cause = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            throw new PluginException($"plugin '{name}' failed to load: {OneLine.Of(cause)}", exception);
        }
    }

    private static string FindAssembly(string folder, string name)
    {
        var manifests = Directory.GetFiles(folder, "*.deps.json");
        if (manifests.Length != 1)
            throw new PluginException($"plugin '{name}': {folder} has {manifests.Length} *.deps.json files, expected exactly one (publish the plugin into a folder of its own)");
        var assembly = manifests[0][..^".deps.json".Length] + ".dll";
        return File.Exists(assembly)
            ? Path.GetFullPath(assembly)
            : throw new PluginException($"plugin '{name}': {Path.GetFileName(assembly)} is missing in {folder}");
    }

    private static void RefuseWorldWritable(string folder, string name)
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Prepend(folder))
        {
            if (IsWorldWritable(entry))
                throw new PluginException($"plugin '{name}': {entry} can be written by everyone, so it is not loaded (chmod o-w)");
        }
    }

    /// <summary>A plugin runs with the user's rights: what anybody may replace is not loaded.</summary>
    internal static bool IsWorldWritable(string entry) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(entry) & UnixFileMode.OtherWrite) != UnixFileMode.None;

    private static Version? ContractVersionOf(string assemblyPath)
    {
        using var stream = File.OpenRead(assemblyPath);
        using var executable = new PEReader(stream);
        var metadata = executable.GetMetadataReader();
        foreach (var handle in metadata.AssemblyReferences)
        {
            var reference = metadata.GetAssemblyReference(handle);
            if (metadata.GetString(reference.Name) == ContractName)
                return reference.Version;
        }

        return null;
    }

    private static IPlugin Instantiate(Assembly assembly, string name)
    {
        var entries = assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IPlugin).IsAssignableFrom(type)).ToArray();
        return entries.Length == 1
            ? (IPlugin)Activator.CreateInstance(entries[0])!
            : throw new PluginException($"plugin '{name}' has {entries.Length} public classes that implement IPlugin, expected exactly one");
    }
}
