using Misgen.Plugins;

namespace Misgen.Fixtures;

/// <summary>Never returns from drawing a trajectory of one task; the other task is in order.</summary>
public sealed class HangingPlugin : IPlugin
{
    public string Name => "Hanging";

    public IReadOnlyList<PhysicsTask> CreateTasks() =>
    [
        FixtureTask.Create("hanging/forever", (_, _, _) => Thread.Sleep(Timeout.Infinite)),
        FixtureTask.Create("hanging/well-behaved", FixtureTask.WellBehaved),
    ];
}
