using System.Runtime.InteropServices;
using Misgen.Core.Plugins;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Plugins;

/// <summary>Curation by a simulator that makes several trajectories at once.</summary>
public sealed class BatchGenerationTests
{
    private const int Size = 16;

    // No multiple of any block, and fewer than one.
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1003)]
    public void Curate_BatchSimulator_GivesTheBitsOfOneByOneForAnyNumberOfThreads(int count)
    {
        var oneByOne = Curate(new OneByOne(), count, 1);

        Bits(Curate(new Batch(), count, 1)).Should().Equal(Bits(oneByOne));
        Bits(Curate(new Batch(), count, 2)).Should().Equal(Bits(oneByOne));
        Bits(Curate(new Batch(), count, 7)).Should().Equal(Bits(oneByOne));
    }

    [Fact]
    public void Curate_BatchSimulator_IsAskedForSeveralAtOnce()
    {
        var largest = 0;

        Curate(new Batch { Asked = count => largest = Math.Max(largest, count) }, 1003, 1);

        largest.Should().BeGreaterThan(15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(777)]
    public void Curate_BatchSimulatorThrows_FailsWithTheTrajectoryThatThrowsAlone(int faulty)
    {
        var curate = () => Curate(new Batch { Fault = (i, _) => Throw(i == faulty) }, 1003, 2);

        curate.Should().Throw<PluginException>()
            .WithMessage($"plugin 'Test', task test/batch: its curator failed on trajectory {faulty}: InvalidOperationException: the integrator diverged");
    }

    [Fact]
    public void Curate_BatchSimulatorThrowsOnlyTogether_FailsWithTheBlock()
    {
        var curate = () => Curate(new Batch { Asked = count => Throw(count > 1) }, 20, 1);

        curate.Should().Throw<PluginException>().WithMessage(
            "plugin 'Test', task test/batch: its curator failed on trajectories 0 to 19 together: InvalidOperationException: the integrator diverged");
    }

    [Theory]
    [InlineData(float.NaN, "trajectory 777 has NaN at step 3, channel 'y': expected finite values")]
    [InlineData(float.NegativeInfinity, "trajectory 777 has -Infinity at step 3, channel 'y': expected finite values")]
    public void Curate_BatchSimulatorWritesWhatIsNotFinite_FailsWithTrajectoryStepAndChannel(float fault, string message)
    {
        var curate = () => Curate(new Batch { Fault = (i, trajectory) => trajectory[7] = i == 777 ? fault : 1 }, 1003, 2);

        curate.Should().Throw<PluginException>().WithMessage($"plugin 'Test', task test/batch: {message}");
    }

    [Fact]
    public void Curate_BatchSimulatorLeavesTheLastTrajectoryOut_FailsWithTheWrongShape()
    {
        var curate = () => Curate(new Batch { Left = 1 }, 100, 1);

        curate.Should().Throw<PluginException>()
            .WithMessage("plugin 'Test', task test/batch: trajectory 99 has the wrong shape: 16 of 16 values were never written");
    }

    [Fact]
    public void Curate_OwnCuratorWithABatchSimulator_IsCalledForEachTrajectory()
    {
        var curator = new Selecting();

        var trajectories = Curate(new Batch(), 300, 2, curator);

        curator.Drawn.Should().Be(300);
        Enumerable.Range(0, 300).Should().OnlyContain(i => trajectories[i * Size] == 0.5f);
    }

    private static void Throw(bool condition)
    {
        if (condition)
            throw new InvalidOperationException("the integrator diverged");
    }

    private static float[] Curate(ISimulator simulator, int count, int threads, ICurator? curator = null)
    {
        var range = new QuantityRange(0, 1);
        var task = new PhysicsTask
        {
            Id = "test/batch",
            Description = "a task",
            Simulator = simulator,
            Quantity = new Quantity("first value", "1", range, trajectory => trajectory[0]),
            Curator = curator ?? new SteeredCurator(new UniformTarget(range)),
            Defects = [],
        };
        var plugin = new LoadedPlugin("Test", "1", "digest", "folder", PluginContract.Version, [task]);
        return TrajectoryGeneration.Curate(new TaskEntry(plugin, task), 5, "demonstrations", count, threads, default);
    }

    private static uint[] Bits(float[] values) => MemoryMarshal.Cast<float, uint>(values).ToArray();

    private class OneByOne : ISimulator
    {
        public TrajectoryLayout Layout { get; } = new(8, [new Channel("x"), new Channel("y")]);

        public void Simulate(RandomStream random, double wanted, Span<float> trajectory)
        {
            foreach (ref var value in trajectory)
                value = (float)random.NextNormal();
            trajectory[0] = (float)wanted;
        }
    }

    private delegate void Meddling(int index, Span<float> trajectory);

    private sealed class Batch : OneByOne, IBatchSimulator
    {
        public Action<int> Asked { get; init; } = _ => { };

        public Meddling? Fault { get; init; }

        public int Left { get; init; }

        // The stream tells by its numbers which trajectory it belongs to.
        private static readonly Dictionary<double, int> Indices = Enumerable.Range(0, 1003)
            .ToDictionary(i => new RandomStream(5, "test/batch/demonstrations", (ulong)i).NextDouble());

        void ISimulator.Simulate(RandomStream random, double wanted, Span<float> trajectory) => Simulate([random], [wanted], trajectory);

        public void Simulate(ReadOnlySpan<RandomStream> randoms, ReadOnlySpan<double> wanted, Span<float> trajectories)
        {
            Asked(randoms.Length);
            for (var i = 0; i < randoms.Length - Left; i++)
            {
                Simulate(randoms[i], wanted[i], trajectories.Slice(i * Size, Size));
                Fault?.Invoke(Indices[wanted[i]], trajectories.Slice(i * Size, Size));
            }
        }
    }

    private sealed class Selecting : ICurator
    {
        private int _drawn;

        public int Drawn => _drawn;

        public TargetDistribution Target { get; } = new UniformTarget(new QuantityRange(0, 1));

        public void Draw(RandomStream random, ISimulator simulator, Quantity quantity, Span<float> trajectory)
        {
            Interlocked.Increment(ref _drawn);
            simulator.Simulate(random, 0.5, trajectory);
        }
    }
}
