using Misgen.Plugins;

namespace Misgen.Fixtures;

/// <summary>Does everything right.</summary>
public sealed class WellBehavedPlugin : IPlugin
{
    public string Name => "Well behaved";

    public IReadOnlyList<PhysicsTask> CreateTasks() => [FixtureTask.Create("well-behaved/walk", FixtureTask.WellBehaved)];
}
