using System.Runtime.Loader;
using Misgen.Plugins;

namespace Misgen.Core.Plugins;

/// <summary>A plugin that is ready to be used.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its assembly's version.</param>
/// <param name="Digest">The digest of its folder.</param>
/// <param name="Folder">Where it was loaded from.</param>
/// <param name="Contract">The contract version it was built against.</param>
/// <param name="Tasks">Its tasks.</param>
public sealed record LoadedPlugin(
    string Name, string Version, string Digest, string Folder, Version Contract, IReadOnlyList<PhysicsTask> Tasks)
{
    // Held, not used: a collectible context that only its own plugin's objects refer to is finalized, and from then on refuses to
    // load an assembly that the plugin needs for the first time.
    internal AssemblyLoadContext? Context { get; init; }
}

/// <summary>A folder that looks like a plugin and could not be used.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Reason">One line that names the plugin and says why.</param>
public sealed record RefusedPlugin(string Folder, string Reason);
