namespace Misgen.Plugins;

/// <summary>
/// The entry point of a plugin: exactly one public class with a parameterless constructor in the plugin's assembly implements it.
/// </summary>
public interface IPlugin
{
    /// <summary>Its name, for lists and messages.</summary>
    string Name { get; }

    /// <summary>Makes its tasks. Called once; expensive preparation belongs here and not in <c>Simulate</c>.</summary>
    IReadOnlyList<PhysicsTask> CreateTasks();
}
