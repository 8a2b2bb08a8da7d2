using Misgen.Plugins;

namespace PluginName.Tests;

public sealed class ThrowTaskTests
{
    private static readonly PhysicsTask Throw = ThrowTask.Create();

    [Theory]
    [InlineData(8)]
    [InlineData(9.5)]
    [InlineData(12)]
    public void Simulate_WantedSpeed_IsMeasuredUpToTheRoundingOfFloats(double wanted)
    {
        for (ulong i = 0; i < 100; i++)
        {
            var trajectory = new float[Throw.Simulator.Layout.Size];
            Throw.Simulator.Simulate(new RandomStream(1, "test", i), wanted, trajectory);

            Assert.InRange(Throw.Quantity.Measure(trajectory), wanted - 1e-4, wanted + 1e-4);
            Assert.InRange(Throw.Defects[0].Measure(trajectory), 0, 1e-4);
        }
    }

    // 8 m/s to the right and 6 m/s up are 10 m/s.
    [Fact]
    public void Quantity_OfAThrowByHand_IsItsSpeed() =>
        Assert.Equal(10, Throw.Quantity.Measure(Path(time => 8 * time, time => (6 * time) - (9.81 * time * time / 2))), 1e-4);

    [Fact]
    public void Defect_OfABallThatDoesNotFall_IsAboveTheTolerance() =>
        Assert.True(Throw.Defects[0].Measure(Path(time => 8 * time, time => 6 * time)) > Throw.Defects[0].Tolerance);

    private static float[] Path(Func<double, double> x, Func<double, double> y)
    {
        var layout = Throw.Simulator.Layout;
        return [.. Enumerable.Range(0, layout.Length).Select(t => t * layout.Interval).SelectMany(time => (float[])[(float)x(time), (float)y(time)])];
    }
}
