namespace Misgen.Plugins.DoublePendulum.Tests;

public sealed class StartTests
{
    private const int Count = 20_000;

    [Theory]
    [InlineData(-24)]
    [InlineData(-18.5)]
    [InlineData(-10)]
    public void Start_WantedEnergy_IsHadWithAnglesInRangeAndEnoughKineticEnergy(double energy)
    {
        foreach (var start in Draw(energy))
        {
            start.Angle1.Should().BeInRange(-1.6, 1.6);
            start.Angle2.Should().BeInRange(-2.2, 2.2);
            start.Energy.Should().BeApproximately(energy, 1e-12);
            Mechanics.KineticEnergy(start).Should().BeGreaterThanOrEqualTo(0.5 - 1e-12);
        }
    }

    // Kinetic energy of 0.5 J is left where V(θ1, θ2) ≤ E − 0.5 J; V grows with either angle, so each is largest where the other is 0.
    // The lower rod could go beyond 2.2 rad at −10 J.
    [Theory]
    [InlineData(-24)]
    [InlineData(-18)]
    [InlineData(-10)]
    public void Start_ManyDraws_FillWhatTheEnergyAllows(double energy)
    {
        var level = (0.5 - energy) / 9.81;
        var largest1 = Math.Acos((level - 1) / 2);
        var largest2 = Math.Min(2.2, Math.Acos(Math.Max(-1, level - 2)));
        var starts = Draw(energy);

        starts.Max(start => start.Angle1).Should().BeInRange(0.93 * largest1, largest1);
        starts.Min(start => start.Angle1).Should().BeInRange(-largest1, -0.93 * largest1);
        starts.Max(start => start.Angle2).Should().BeInRange(0.93 * largest2, largest2);
        starts.Min(start => start.Angle2).Should().BeInRange(-largest2, -0.93 * largest2);
        starts.Min(start => Mechanics.KineticEnergy(start)).Should().BeInRange(0.5 - 1e-12, 0.51);
    }

    // The direction of M^{1/2} ω by the symmetric square root, (M + √det M · I) / √(tr M + 2 √det M): another basis than the plugin's.
    // Kolmogorov and Smirnov's 1 % bound for a uniform distribution is 1.63/√n.
    [Theory]
    [InlineData(-24)]
    [InlineData(-10)]
    public void Start_DirectionOfMotion_IsUniformInTheMassMetricAndNotInThePlaneOfVelocities(double energy)
    {
        var starts = Draw(energy);
        var bound = 1.63 / Math.Sqrt(Count);

        DistanceToUniform(starts.Select(start =>
        {
            var c = Math.Cos(start.Angle1 - start.Angle2);
            var root = Math.Sqrt(2 - (c * c));
            return Math.Atan2((c * start.Velocity1) + ((1 + root) * start.Velocity2), ((2 + root) * start.Velocity1) + (c * start.Velocity2));
        })).Should().BeLessThan(bound);
        DistanceToUniform(starts.Select(start => Math.Atan2(start.Velocity2, start.Velocity1))).Should().BeGreaterThan(3 * bound, "the test can fail");
    }

    // Of the numbers of a stream, the first two that fit are the angles and the next is the direction.
    [Fact]
    public void Draw_OneOfMany_IsThatOfItsStreamByTheDefinition()
    {
        var starts = Draw(-20);
        for (var i = 0; i < 100; i++)
        {
            var random = new RandomStream(4, "starts", (ulong)i);
            double angle1, angle2, kinetic;
            do
            {
                (angle1, angle2) = (random.NextUniform(-1.6, 1.6), random.NextUniform(-2.2, 2.2));
                kinetic = -20 - Mechanics.PotentialEnergy(angle1, angle2);
            }
            while (kinetic < 0.5);
            var (y, x) = Math.SinCos(random.NextUniform(0, 2 * Math.PI));
            var expected = Mechanics.Moving(angle1, angle2, kinetic, x, y);

            (starts[i].Angle1, starts[i].Angle2).Should().Be((angle1, angle2));
            starts[i].Velocity1.Should().BeApproximately(expected.Velocity1, 1e-13);
            starts[i].Velocity2.Should().BeApproximately(expected.Velocity2, 1e-13);
        }
    }

    [Fact]
    public void MetricVelocity_AnyState_HasTheLengthOfTheKineticEnergyAndIsTheInverseOfMoving()
    {
        var random = new RandomStream(9, "states");
        for (var i = 0; i < 1000; i++)
        {
            var state = new PendulumState(random.NextUniform(-4, 4), random.NextUniform(-4, 4), random.NextUniform(-8, 8), random.NextUniform(-8, 8));
            var (x, y) = Mechanics.MetricVelocity(state);
            var length = Math.Sqrt((x * x) + (y * y));
            var again = Mechanics.Moving(state.Angle1, state.Angle2, 0.5 * length * length, x / length, y / length);

            (0.5 * length * length).Should().BeApproximately(Mechanics.KineticEnergy(state), 1e-12);
            again.Velocity1.Should().BeApproximately(state.Velocity1, 1e-12);
            again.Velocity2.Should().BeApproximately(state.Velocity2, 1e-12);
        }
    }

    // ½ (1² + (1 + 1)²) = 2.5 J for a straight pendulum that turns as one at 1 rad/s; two rods apart at a right angle add squares: 1.5 J.
    [Theory]
    [InlineData(0, 2.5)]
    [InlineData(Math.PI / 2, 1.5)]
    [InlineData(Math.PI, 0.5)]
    public void KineticEnergy_BothRodsTurningAtOneRadianPerSecond_IsAsByHand(double between, double expected) =>
        Mechanics.KineticEnergy(new PendulumState(0.4, 0.4 + between, 1, 1)).Should().BeApproximately(expected, 1e-14);

    // Heights of the bobs below the pivot: hanging 1 and 2 m; level 0; upright −1 and −2; upper level, lower hanging 0 and 1.
    [Theory]
    [InlineData(0, 0, -29.43)]
    [InlineData(Math.PI / 2, Math.PI / 2, 0)]
    [InlineData(Math.PI, Math.PI, 29.43)]
    [InlineData(Math.PI / 2, 0, -9.81)]
    public void PotentialEnergy_KnownPosture_IsAsByHand(double angle1, double angle2, double expected) =>
        Mechanics.PotentialEnergy(angle1, angle2).Should().BeApproximately(expected, 1e-13);

    private static PendulumState[] Draw(double energy) => Drawn.States(4, [.. Enumerable.Repeat(energy, Count)]);

    private static double DistanceToUniform(IEnumerable<double> directions)
    {
        var sorted = directions.Select(direction => (direction + Math.PI) / (2 * Math.PI)).Order().ToArray();
        return sorted.Select((value, i) => Math.Max(value - (i / (double)Count), ((i + 1) / (double)Count) - value)).Max();
    }
}
