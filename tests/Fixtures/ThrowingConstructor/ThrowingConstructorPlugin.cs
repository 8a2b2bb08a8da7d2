using Misgen.Plugins;

namespace Misgen.Fixtures;

/// <summary>Cannot be made.</summary>
public sealed class ThrowingConstructorPlugin : IPlugin
{
    public ThrowingConstructorPlugin() => throw new InvalidOperationException("no licence found\nsecond line");

    public string Name => "Throwing constructor";

    public IReadOnlyList<PhysicsTask> CreateTasks() => [];
}
