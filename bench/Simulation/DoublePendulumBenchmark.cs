using System.Reflection;
using BenchmarkDotNet.Attributes;
using Misgen.Core.Plugins;
using Misgen.Plugins;

namespace Misgen.Bench.Simulation;

/// <summary>20,000 demonstrations of <c>double-pendulum/energy</c>, simulated and measured.</summary>
public class DoublePendulumBenchmark : IDisposable
{
    private const int Count = 20_000;
    private readonly float[] _trajectories;
    private readonly double[] _energies = new double[Count];
    private readonly PhysicsTask _task;
    private readonly int _size;
    private NumPyServer? _numPy;
    private int _seed;

    /// <summary>Loads the task.</summary>
    public DoublePendulumBenchmark()
    {
        var plugins = typeof(DoublePendulumBenchmark).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Plugins").Value!;
        _task = PluginCatalog.Load([Path.Combine(plugins, "DoublePendulum")]).Find("double-pendulum/energy")!.Task;
        _size = _task.Simulator.Layout.Size;
        _trajectories = new float[Count * _size];
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

    /// <summary>The plugin: demonstration by demonstration, on this thread. A new seed each time, as for <see cref="NumPy"/>.</summary>
    /// <returns>The mean measured energy, J.</returns>
    [Benchmark]
    public double Misgen()
    {
        _seed++;
        double sum = 0;
        for (var i = 0; i < Count; i++)
        {
            var trajectory = _trajectories.AsSpan(i * _size, _size);
            _task.Curator.Draw(new RandomStream((ulong)_seed, "double-pendulum/energy/demonstrations", (ulong)i), _task.Simulator, _task.Quantity, trajectory);
            _energies[i] = _task.Quantity.Measure(trajectory);
            sum += _energies[i];
        }

        return sum / Count;
    }

    /// <summary>The script.</summary>
    /// <returns>The mean measured energy, J.</returns>
    [Benchmark(Baseline = true)]
    public double NumPy() => _numPy!.Run(++_seed);
}
