using Misgen.Plugins;

namespace PluginName;

/// <summary>The entry point: names the plugin and brings its tasks.</summary>
public sealed class PluginNamePlugin : IPlugin
{
    /// <inheritdoc/>
    public string Name => "PluginName";

    /// <inheritdoc/>
    public IReadOnlyList<PhysicsTask> CreateTasks() => [ThrowTask.Create()];
}
