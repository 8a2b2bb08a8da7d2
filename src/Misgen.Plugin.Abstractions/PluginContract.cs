namespace Misgen.Plugins;

/// <summary>The version of this contract.</summary>
public static class PluginContract
{
    /// <summary>
    /// The version that this assembly implements. A plugin that was built against the same major version and the same or an older
    /// minor version is loaded; any other is refused.
    /// </summary>
    public static Version Version { get; } = typeof(PluginContract).Assembly.GetName().Version!;

    /// <summary>Whether a plugin that was built against <paramref name="version"/> can be loaded here.</summary>
    /// <param name="version">The version of this assembly that the plugin references.</param>
    public static bool Supports(Version version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version.Major == Version.Major && version.Minor <= Version.Minor;
    }
}
