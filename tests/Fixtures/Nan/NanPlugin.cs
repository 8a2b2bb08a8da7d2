using Misgen.Plugins;

namespace Misgen.Fixtures;

/// <summary>Writes NaN or an infinity into its trajectories, or measures NaN, which is allowed.</summary>
public sealed class NanPlugin : IPlugin
{
    public string Name => "Nan";

    public IReadOnlyList<PhysicsTask> CreateTasks() =>
    [
        FixtureTask.Create("nan/simulator", (random, wanted, trajectory) => With(float.NaN, random, wanted, trajectory)),
        FixtureTask.Create("nan/infinity", (random, wanted, trajectory) => With(float.NegativeInfinity, random, wanted, trajectory)),
        FixtureTask.Create("nan/quantity", FixtureTask.WellBehaved, _ => double.NaN),
    ];

    // Value 7 of channels x and y is y of step 3.
    private static void With(float fault, RandomStream random, double wanted, Span<float> trajectory)
    {
        FixtureTask.WellBehaved(random, wanted, trajectory);
        trajectory[7] = fault;
    }
}
