using Misgen.Plugins;

namespace Misgen.Fixtures;

/// <summary>Writes the version of the Banana library that it got into every value. Banana is needed at the first trajectory only,
/// long after the plugin was loaded.</summary>
public sealed class ConflictingDependencyPlugin : IPlugin
{
    public string Name => "Conflicting dependency";

    public IReadOnlyList<PhysicsTask> CreateTasks() =>
        [FixtureTask.Create("conflicting/banana", (_, _, trajectory) => trajectory.Fill(Banana.Fruit.Version))];
}
