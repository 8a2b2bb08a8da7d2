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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Draw_Several_GivesEachAsAlone(bool batch)
    {
        var curator = new SteeredCurator(new UniformTarget(Range));
        var together = new float[5 * 4];

        curator.Draw(
            [.. Enumerable.Range(0, 5).Select(i => new RandomStream(5, "steered", (ulong)i))],
            batch ? new ConstantPlusNoiseTogether() : new ConstantPlusNoise(),
            First,
            together);

        together.Should().Equal(Enumerable.Range(0, 5).SelectMany(i => Draw(curator, (ulong)i)));
    }

    [Fact]
    public void Draw_SeveralByACuratorThatDrawsOne_GivesEachAsAlone()
    {
        ICurator curator = new Twice();
        var together = new float[3 * 4];

        curator.Draw([.. Enumerable.Range(0, 3).Select(i => new RandomStream(5, "steered", (ulong)i))], new ConstantPlusNoise(), First, together);

        for (var i = 0; i < 3; i++)
        {
            var alone = new float[4];
            curator.Draw(new RandomStream(5, "steered", (ulong)i), new ConstantPlusNoise(), First, alone);
            together.AsSpan(4 * i, 4).ToArray().Should().Equal(alone);
        }
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

    private sealed class ConstantPlusNoiseTogether : IBatchSimulator
    {
        private readonly ConstantPlusNoise _one = new();

        public TrajectoryLayout Layout => _one.Layout;

        public void Simulate(RandomStream random, double wanted, Span<float> trajectory) =>
            throw new InvalidOperationException("a curator of several asks for several");

        public void Simulate(ReadOnlySpan<RandomStream> randoms, ReadOnlySpan<double> wanted, Span<float> trajectories)
        {
            for (var i = randoms.Length - 1; i >= 0; i--)
                _one.Simulate(randoms[i], wanted[i], trajectories.Slice(4 * i, 4));
        }
    }

    private sealed class Twice : ICurator
    {
        public TargetDistribution Target { get; } = new UniformTarget(Range);

        public void Draw(RandomStream random, ISimulator simulator, Quantity quantity, Span<float> trajectory)
        {
            simulator.Simulate(random, 2, trajectory);
            simulator.Simulate(random, 3, trajectory);
        }
    }
}
