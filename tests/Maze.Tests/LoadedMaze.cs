using System.Reflection;
using Misgen.Core.Plugins;

namespace Misgen.Plugins.Maze.Tests;

/// <summary>A task of the plugin, loaded from where it was built, with short ways to simulate and measure, and its map.</summary>
internal sealed class LoadedMaze
{
    public const string UMazeMap = "#####/#OOO#/###O#/#OOO#/#####";
    public const string MediumMap = "########/#OO##OO#/#OO#OOO#/##OOO###/#OO#OOO#/#O#OO#O#/#OOO#OO#/########";

    public static readonly string Folder = typeof(LoadedMaze).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Maze").Value!;

    private LoadedMaze(TaskEntry entry, string map)
    {
        Entry = entry;
        Map = map.Split('/');
    }

    public static PluginCatalog Catalog { get; } = PluginCatalog.Load([Folder]);

    public static LoadedMaze UMaze { get; } = new(Catalog.Find("maze/umaze")!, UMazeMap);

    public static LoadedMaze Medium { get; } = new(Catalog.Find("maze/medium")!, MediumMap);

    public TaskEntry Entry { get; }

    public string[] Map { get; }

    public PhysicsTask Task => Entry.Task;

    public int Size => Task.Simulator.Layout.Size;

    public static LoadedMaze Of(string id) => id == "maze/umaze" ? UMaze : Medium;

    public static LoadedMaze Of(TaskEntry entry, string map) => new(entry, map);

    /// <summary>Simulates trajectory <paramref name="index"/> with a wanted quantity.</summary>
    public float[] Simulate(double wanted, int index)
    {
        var trajectory = new float[Size];
        Task.Simulator.Simulate(new RandomStream(1, "test", (ulong)index), wanted, trajectory);
        return trajectory;
    }

    public double Quantity(float[] trajectory) => Task.Quantity.Measure(trajectory);

    public double Defect(float[] trajectory) => Task.Defects[0].Measure(trajectory);

    public float[] Demonstrations(int count, int threads = 2) => TrajectoryGeneration.Curate(Entry, 0, "demonstrations", count, threads, default);

    public double[] Quantities(float[] trajectories) => TrajectoryGeneration.Measure(Entry, "quantity", Task.Quantity.Measure, trajectories, 1, default);

    /// <summary>The distance to the nearest of all wall squares of the map: 0 inside one.</summary>
    public double DistanceToWalls(double x, double y)
    {
        var nearest = double.PositiveInfinity;
        for (var row = 0; row < Map.Length; row++)
        {
            for (var column = 0; column < Map[row].Length; column++)
            {
                if (Map[row][column] != '#')
                    continue;
                var dx = x - Math.Clamp(x, column, column + 1);
                var dy = y - Math.Clamp(y, row, row + 1);
                nearest = Math.Min(nearest, Math.Sqrt((dx * dx) + (dy * dy)));
            }
        }

        return nearest;
    }
}
