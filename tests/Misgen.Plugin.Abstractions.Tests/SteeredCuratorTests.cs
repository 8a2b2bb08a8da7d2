using Misgen.Plugins;

namespace Misgen.Plugin.Abstractions.Tests;

public sealed class SteeredCuratorTests
{
    private static readonly QuantityRange Range = new(2, 4);
    private static readonly Quantity First = new("first value", "1", Range, trajectory => trajectory[0]);

    [Fact]
    public void Draw_ManyStreams_WantedValuesFollowTheTarget()
    {
        var curator = new SteeredCurator(new UniformTarget(Range));
        var q = new double[2000];
        for (var i = 0; i < q.Length; i++)
            q[i] = Draw(curator, (ulong)i)[0];
        Array.Sort(q);

        // The greatest distance of the distribution functions; its 99.9 % point is 1.95/√n (Kolmogorov).
        var distance = q.Select((value, i) => Math.Abs(((i + 0.5) / q.Length) - ((value - 2) / 2))).Max();

        distance.Should().BeLessThan(1.95 / Math.Sqrt(q.Length));
        curator.Target.Name.Should().Be("uniform");
    }

    [Fact]
    public void Draw_SameStream_GivesTheSameTrajectory()
    {
        var curator = new SteeredCurator(new UniformTarget(Range));

        Draw(curator, 3).Should().Equal(Draw(curator, 3));
        Draw(curator, 3).Should().NotEqual(Draw(curator, 4));
    }

    private static float[] Draw(SteeredCurator curator, ulong index)
    {
        var trajectory = new float[4];
        curator.Draw(new RandomStream(5, "steered", index), new ConstantPlusNoise(), First, trajectory);
        return trajectory;
    }

    private sealed class ConstantPlusNoise : ISimulator
    {
        public TrajectoryLayout Layout { get; } = new(4, [new Channel("x")]);

        public void Simulate(RandomStream random, double wanted, Span<float> trajectory)
        {
            trajectory[0] = (float)wanted;
            for (var step = 1; step < trajectory.Length; step++)
                trajectory[step] = (float)(wanted + random.NextNormal());
        }
    }
}
