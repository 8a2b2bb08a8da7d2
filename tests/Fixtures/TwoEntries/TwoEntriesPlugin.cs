using Misgen.Plugins;

namespace Misgen.Fixtures;

/// <summary>One of two entry points, where a plugin has exactly one.</summary>
public class FirstEntry : IPlugin
{
    public string Name => "First";

    public IReadOnlyList<PhysicsTask> CreateTasks() => [];
}

/// <summary>The other.</summary>
public sealed class SecondEntry : FirstEntry;
