using System.Runtime.InteropServices;
using Misgen.Core.Plugins;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Plugins;

public sealed class TrajectoryGenerationTests
{
    private const int Size = 16;

    [Fact]
    public void Curate_AnyNumberOfThreads_GivesTheSameBits()
    {
        var entry = Task("WellBehaved", "well-behaved/walk");

        var one = Bits(Curate(entry, threads: 1));

        Bits(Curate(entry, threads: 2)).Should().Equal(one);
        Bits(Curate(entry, threads: 7)).Should().Equal(one);
    }

    [Fact]
    public void Curate_OneTrajectory_DrawsFromTheStreamOfSeedPurposeAndIndex()
    {
        var entry = Task("WellBehaved", "well-behaved/walk");

        var third = Curate(entry, threads: 2).AsSpan(2 * Size, Size).ToArray();

        // The fixture: the wanted value is the first number of the stream, values 1 to 14 are normal, the last is 1.
        var random = new RandomStream(5, "well-behaved/walk/demonstrations", 2);
        var wanted = (float)random.NextDouble();
        var normal = Enumerable.Range(0, Size).Select(_ => (float)random.NextNormal()).ToArray();
        third.Should().Equal([wanted, .. normal[1..^1], 1]);
    }

    [Fact]
    public void Curate_OtherSeedOrPurpose_GivesOtherTrajectories()
    {
        var entry = Task("WellBehaved", "well-behaved/walk");
        float[] Curate(ulong seed, string purpose) => TrajectoryGeneration.Curate(entry, seed, purpose, 1, 1, default);

        Curate(1, "held-out").Should().NotEqual(Curate(1, "demonstrations"));
        Curate(2, "demonstrations").Should().NotEqual(Curate(1, "demonstrations"));
    }

    [Theory]
    [InlineData("Throwing", "throwing/simulator", "plugin 'Throwing', task throwing/simulator: its curator failed on trajectory 0: InvalidOperationException: the integrator diverged")]
    [InlineData("WrongShape", "wrong-shape/short", "plugin 'Wrong shape', task wrong-shape/short: trajectory 0 has the wrong shape: 6 of 16 values were never written")]
    [InlineData("WrongShape", "wrong-shape/long", "plugin 'Wrong shape', task wrong-shape/long: its curator failed on trajectory 0: IndexOutOfRangeException: Index was outside the bounds of the array.")]
    [InlineData("Nan", "nan/simulator", "plugin 'Nan', task nan/simulator: trajectory 0 has NaN at step 3, channel 'y': expected finite values")]
    [InlineData("Nan", "nan/infinity", "plugin 'Nan', task nan/infinity: trajectory 0 has -Infinity at step 3, channel 'y': expected finite values")]
    public void Curate_FaultySimulator_FailsWithOneLineThatNamesPluginTaskAndTrajectory(string fixture, string task, string message)
    {
        var entry = Task(fixture, task);

        var curate = (int count, int threads) => () => TrajectoryGeneration.Curate(entry, 5, "demonstrations", count, threads, default);

        curate(1, 1).Should().Throw<PluginException>().WithMessage(message);
        curate(50, 3).Should().Throw<PluginException>().WithMessage(message.Replace("trajectory 0", "trajectory *", StringComparison.Ordinal));
    }

    [Fact]
    public void Curate_Cancelled_Throws()
    {
        var curate = () => TrajectoryGeneration.Curate(Task("WellBehaved", "well-behaved/walk"), 5, "test", 10, 2, new CancellationToken(canceled: true));

        curate.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Measure_AnyNumberOfThreads_MeasuresEachTrajectory()
    {
        var entry = Task("WellBehaved", "well-behaved/walk");
        var trajectories = Curate(entry, threads: 1);
        double[] Measure(int threads) => TrajectoryGeneration.Measure(entry, "quantity", entry.Task.Quantity.Measure, trajectories, threads, default);

        // The fixture's quantity is the first value.
        Measure(1).Should().Equal(Enumerable.Range(0, 100).Select(i => (double)trajectories[i * Size]));
        Measure(2).Should().Equal(Measure(1));
        Measure(7).Should().Equal(Measure(1));
    }

    // A diverged model generates such: its samples are undefined, and a plugin need not cope with them.
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Measure_TrajectoryWithAValueThatIsNotFinite_IsNanAndNotShownToThePlugin(float fault)
    {
        var entry = Task("WellBehaved", "well-behaved/walk");
        var trajectories = new float[3 * Size];
        trajectories[(2 * Size) - 1] = fault;
        var shown = 0;

        var values = TrajectoryGeneration.Measure(entry, "quantity", Count, trajectories, 1, default);

        values.Should().Equal(7, double.NaN, 7);
        shown.Should().Be(2);

        double Count(ReadOnlySpan<float> trajectory)
        {
            shown++;
            return 7;
        }
    }

    [Fact]
    public void Measure_UndefinedQuantity_IsNan()
    {
        var entry = Task("Nan", "nan/quantity");

        var values = TrajectoryGeneration.Measure(entry, "quantity", entry.Task.Quantity.Measure, new float[2 * Size], 1, default);

        values.Should().Equal(double.NaN, double.NaN);
    }

    [Fact]
    public void Measure_ThrowingQuantity_FailsWithOneLineThatNamesIt()
    {
        var entry = Task("Throwing", "throwing/quantity");

        var measure = () => TrajectoryGeneration.Measure(entry, "quantity", entry.Task.Quantity.Measure, new float[Size], 1, default);

        measure.Should().Throw<PluginException>()
            .WithMessage("plugin 'Throwing', task throwing/quantity: its quantity failed on trajectory 0: NotSupportedException: no quantity today");
    }

    private static TaskEntry Task(string fixture, string task) => PluginCatalog.Load([PluginDirectory.Built(fixture)]).Find(task)!;

    private static float[] Curate(TaskEntry entry, int threads) => TrajectoryGeneration.Curate(entry, 5, "demonstrations", 100, threads, default);

    private static uint[] Bits(float[] values) => MemoryMarshal.Cast<float, uint>(values).ToArray();
}
