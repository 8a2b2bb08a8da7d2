using System.Reflection;
using Misgen.Core.Plugins;

namespace Misgen.Plugins.Synthetic.Tests;

/// <summary>A task of the plugin, loaded from where it was built, with short ways to simulate and measure.</summary>
internal sealed class SyntheticTask
{
    private static readonly string Folder = typeof(SyntheticTask).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Synthetic").Value!;

    private static readonly PluginCatalog Loaded = PluginCatalog.Load([Folder]);

    private SyntheticTask(string id) => Entry = Loaded.Find(id)!;

    public static SyntheticTask Sine { get; } = new("synthetic/sine");

    public static SyntheticTask Cone { get; } = new("synthetic/cone");

    public static SyntheticTask Logistic { get; } = new("synthetic/logistic");

    public static PluginCatalog Catalog => Loaded;

    public TaskEntry Entry { get; }

    public PhysicsTask Task => Entry.Task;

    public double Tolerance => Task.Defects[0].Tolerance;

    public static SyntheticTask Of(string id) => new(id);

    /// <summary>Simulates trajectory <paramref name="index"/> with a wanted quantity.</summary>
    public float[] Simulate(double wanted, int index)
    {
        var trajectory = new float[Task.Simulator.Layout.Size];
        Task.Simulator.Simulate(new RandomStream(1, "test", (ulong)index), wanted, trajectory);
        return trajectory;
    }

    public double Quantity(params float[] trajectory) => Task.Quantity.Measure(trajectory);

    public double Defect(params float[] trajectory) => Task.Defects[0].Measure(trajectory);

    public float[] Demonstrations(int count, int threads) => TrajectoryGeneration.Curate(Entry, 0, "demonstrations", count, threads, default);

    public double[] Quantities(float[] trajectories) => TrajectoryGeneration.Measure(Entry, "quantity", Task.Quantity.Measure, trajectories, 1, default);

    public double[] Defects(float[] trajectories) => TrajectoryGeneration.Measure(Entry, "defect", Task.Defects[0].Measure, trajectories, 1, default);
}
