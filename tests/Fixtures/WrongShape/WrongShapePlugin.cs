using Misgen.Plugins;

namespace Misgen.Fixtures;

/// <summary>Believes that trajectories have another shape than its layout says.</summary>
public sealed class WrongShapePlugin : IPlugin
{
    public string Name => "Wrong shape";

    public IReadOnlyList<PhysicsTask> CreateTasks() =>
    [
        FixtureTask.Create("wrong-shape/short", (_, wanted, trajectory) => trajectory[..10].Fill((float)wanted)),
        FixtureTask.Create("wrong-shape/long", (_, _, trajectory) =>
        {
            for (var i = 0; i < 100; i++)
                trajectory[i] = 1;
        }),
    ];
}
