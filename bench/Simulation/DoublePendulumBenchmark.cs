using System.Reflection;
using BenchmarkDotNet.Attributes;
using Misgen.Core.Plugins;
using Misgen.Plugins;

namespace Misgen.Bench.Simulation;

/// <summary>20,000 demonstrations of <c>double-pendulum/energy</c>, simulated and measured.</summary>
public class DoublePendulumBenchmark : IDisposable
{
    private const int Count = 20_000;
    // As many at once as TrajectoryGeneration.Curate.
    private const int Block = 16;
    private readonly RandomStream[] _randoms = new RandomStream[Block];
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

    /// <summary>The plugin: block by block, on this thread. A new seed each time, as for <see cref="NumPy"/>.</summary>
    /// <returns>The mean measured energy, J.</returns>
    [Benchmark]
    public double Misgen()
    {
        _seed++;
        double sum = 0;
        for (var first = 0; first < Count; first += Block)
        {
            for (var i = 0; i < Block; i++)
                _randoms[i] = new RandomStream((ulong)_seed, "double-pendulum/energy/demonstrations", (ulong)(first + i));
            _task.Curator.Draw(_randoms, _task.Simulator, _task.Quantity, _trajectories.AsSpan(first * _size, Block * _size));
            for (var i = first; i < first + Block; i++)
            {
                _energies[i] = _task.Quantity.Measure(_trajectories.AsSpan(i * _size, _size));
                sum += _energies[i];
            }
        }

        return sum / Count;
    }

    /// <summary>The script.</summary>
    /// <returns>The mean measured energy, J.</returns>
    [Benchmark(Baseline = true)]
    public double NumPy() => _numPy!.Run(++_seed);
}
