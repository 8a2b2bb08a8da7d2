using System.Reflection;
using BenchmarkDotNet.Attributes;
using Misgen.Core.Plugins;

namespace Misgen.Bench.Simulation;

/// <summary>20,000 demonstrations of <c>double-pendulum/energy</c>, simulated and measured.</summary>
public class DoublePendulumBenchmark : IDisposable
{
    private const int Count = 20_000;
    private readonly TaskEntry _task;
    private NumPyServer? _numPy;
    private int _seed;

    /// <summary>Loads the task.</summary>
    public DoublePendulumBenchmark()
    {
        var plugins = typeof(DoublePendulumBenchmark).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Plugins").Value!;
        _task = PluginCatalog.Load([Path.Combine(plugins, "DoublePendulum")]).Find("double-pendulum/energy")!;
    }

    /// <summary>Starts Python.</summary>
    [GlobalSetup(Target = nameof(NumPy))]
    public void StartPython() => _numPy = new NumPyServer("double_pendulum.py");

    /// <summary>Ends Python.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _numPy?.Dispose();
        _numPy = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>The plugin, as a job calls it, on one thread. A new seed each time, as for <see cref="NumPy"/>.</summary>
    /// <returns>The mean measured energy, J.</returns>
    [Benchmark]
    public double Misgen()
    {
        var trajectories = TrajectoryGeneration.Curate(_task, (ulong)++_seed, "demonstrations", Count, 1, default);
        return TrajectoryGeneration.Measure(_task, "quantity", _task.Task.Quantity.Measure, trajectories, 1, default).Average();
    }

    /// <summary>The script.</summary>
    /// <returns>The mean measured energy, J.</returns>
    [Benchmark(Baseline = true)]
    public double NumPy() => _numPy!.Run(++_seed);
}
