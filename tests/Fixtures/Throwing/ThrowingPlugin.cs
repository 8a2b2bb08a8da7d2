using Misgen.Plugins;

namespace Misgen.Fixtures;

/// <summary>Loads well; then its simulator throws, or its quantity does.</summary>
public sealed class ThrowingPlugin : IPlugin
{
    public string Name => "Throwing";

    public IReadOnlyList<PhysicsTask> CreateTasks() =>
    [
        FixtureTask.Create("throwing/simulator", (_, _, _) => throw new InvalidOperationException("the integrator diverged\nwith a long story")),
        FixtureTask.Create("throwing/quantity", FixtureTask.WellBehaved, _ => throw new NotSupportedException("no quantity today")),
    ];
}
