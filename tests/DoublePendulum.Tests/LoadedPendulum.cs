using System.Reflection;
using Misgen.Core.Plugins;

namespace Misgen.Plugins.DoublePendulum.Tests;

/// <summary>The task of the plugin, loaded from where it was built, with short ways to simulate and measure.</summary>
internal static class LoadedPendulum
{
    public const int Length = 64;
    public const int Channels = 4;
    public const double Interval = 0.03;

    public static PluginCatalog Catalog { get; } = PluginCatalog.Load(
        [typeof(LoadedPendulum).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "DoublePendulum").Value!]);

    public static TaskEntry Entry { get; } = Catalog.Find("double-pendulum/energy")!;

    public static PhysicsTask Task => Entry.Task;

    public static Defect EnergyDeviation => Task.Defects[0];

    public static Defect VelocityMismatch => Task.Defects[1];

    public static float[] Simulate(double wanted, int index)
    {
        var trajectory = new float[Task.Simulator.Layout.Size];
        Task.Simulator.Simulate(new RandomStream(1, "test", (ulong)index), wanted, trajectory);
        return trajectory;
    }

    /// <summary>A trajectory from a function of time in seconds.</summary>
    public static float[] Path(Func<double, (double Angle1, double Angle2, double Velocity1, double Velocity2)> state) =>
        [.. Enumerable.Range(0, Length).SelectMany(t =>
        {
            var (angle1, angle2, velocity1, velocity2) = state(t * Interval);
            return (float[])[(float)angle1, (float)angle2, (float)velocity1, (float)velocity2];
        })];

    public static float[] Demonstrations(int count, int threads) => TrajectoryGeneration.Curate(Entry, 0, "demonstrations", count, threads, default);

    public static double[] Measure(TrajectoryMeasure measure, float[] trajectories) =>
        TrajectoryGeneration.Measure(Entry, "measurement", measure, trajectories, 2, default);
}
