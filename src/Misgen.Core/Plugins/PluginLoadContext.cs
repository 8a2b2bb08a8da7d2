using System.Reflection;
using System.Runtime.Loader;
using Misgen.Plugins;

namespace Misgen.Core.Plugins;

/// <summary>
/// Where one plugin's assemblies live: its own versions of everything, except the contract, which it shares with the program.
/// </summary>
internal sealed class PluginLoadContext(string assemblyPath) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(assemblyPath), isCollectible: true)
{
    private readonly AssemblyDependencyResolver _resolver = new(assemblyPath);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var contract = typeof(IPlugin).Assembly;
        if (assemblyName.Name == contract.GetName().Name)
            return contract;
        return _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
