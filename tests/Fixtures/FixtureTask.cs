using Misgen.Plugins;

namespace Misgen.Fixtures;

/// <summary>Fills a trajectory of 8 steps and the channels x and y.</summary>
internal delegate void Simulation(RandomStream random, double wanted, Span<float> trajectory);

/// <summary>The parts of a task that no fixture is about: each fixture brings the simulation that shows its fault.</summary>
internal sealed class FixtureTask(Simulation simulate) : ISimulator
{
    private static readonly QuantityRange Range = new(0, 1);

    public TrajectoryLayout Layout { get; } = new(8, [new Channel("x", "m"), new Channel("y", "m")], 0.1, "s");

    /// <summary>A task whose quantity is the first value of the trajectory, uniform on [0, 1].</summary>
    public static PhysicsTask Create(string id, Simulation simulate, TrajectoryMeasure? measure = null) => new()
    {
        Id = id,
        Description = "a fixture",
        Simulator = new FixtureTask(simulate),
        Quantity = new Quantity("first value", "m", Range, measure ?? (trajectory => trajectory[0])),
        Curator = new SteeredCurator(new UniformTarget(Range)),
        Defects = [new Defect("distance of the last value from 1", "m", 0.5, trajectory => Math.Abs(trajectory[^1] - 1))],
    };

    /// <summary>Starts at the wanted value, wanders at random and ends at 1.</summary>
    public static void WellBehaved(RandomStream random, double wanted, Span<float> trajectory)
    {
        foreach (ref var value in trajectory)
            value = (float)random.NextNormal();
        trajectory[0] = (float)wanted;
        trajectory[^1] = 1;
    }

    public void Simulate(RandomStream random, double wanted, Span<float> trajectory) => simulate(random, wanted, trajectory);
}
