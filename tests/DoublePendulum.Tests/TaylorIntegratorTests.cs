using System.Runtime.InteropServices;

namespace Misgen.Plugins.DoublePendulum.Tests;

public sealed class TaylorIntegratorTests
{
    private const int Length = EnergyTask.Length;
    private const double Interval = EnergyTask.Interval;

    // Normal modes of Landau and Lifshitz, §23, problem 2, for equal masses and lengths: ω² = (2 ∓ √2) g/l with θ2 = ±√2 θ1. The motion
    // from rest is θ(0) cos ωt, so every second zero of θ1 is a period later.
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Integrate_SmallOscillation_HasTheFrequencyOfItsMode(int sign)
    {
        const double Step = 0.002;
        var expected = Math.Sqrt((2 + (sign * Math.Sqrt(2))) * 9.81);

        var path = Run(new PendulumState(1e-3, -sign * Math.Sqrt(2) * 1e-3, 0, 0), Step, 8000);

        var zeros = Enumerable.Range(0, path.Length - 1).Where(i => path[i].Angle1 > 0 && path[i + 1].Angle1 <= 0)
            .Select(i => Step * (i + (path[i].Angle1 / (path[i].Angle1 - path[i + 1].Angle1)))).ToArray();
        zeros.Length.Should().BeGreaterThan(5);
        var frequency = 2 * Math.PI * (zeros.Length - 1) / (zeros[^1] - zeros[0]);
        (frequency * frequency).Should().BeApproximately(expected * expected, 1e-3 * expected * expected);
        path.Should().OnlyContain(state => Math.Abs(state.Angle2 + (sign * Math.Sqrt(2) * state.Angle1)) < 1e-5, "it is one mode");
    }

    [Fact]
    public void Rates_RandomStates_AreTheAccelerationsByConstraintForces()
    {
        var random = new RandomStream(5, "states");
        for (var i = 0; i < 1000; i++)
        {
            var state = new PendulumState(random.NextUniform(-4, 4), random.NextUniform(-4, 4), random.NextUniform(-8, 8), random.NextUniform(-8, 8));

            PendulumLanes.Pack(state)[0].Rates(out var rates);

            var (acceleration1, acceleration2) = ConstraintForces.Accelerations(state);
            var (angle1, angle2, velocity1, velocity2) = rates[0];
            (angle1, angle2).Should().Be((state.Velocity1, state.Velocity2));
            velocity1.Should().BeApproximately(acceleration1, 1e-10);
            velocity2.Should().BeApproximately(acceleration2, 1e-10);
        }
    }

    [Theory]
    [InlineData(-24)]
    [InlineData(-17)]
    [InlineData(-10)]
    public void Integrate_AnyEnergy_AgreesWithAFineRungeKutta(double energy)
    {
        foreach (var path in Demonstrations(energy, 20))
        {
            var reference = path[0];
            for (var t = 1; t < Length; t++)
            {
                reference = ConstraintForces.Integrate(reference, Interval, 100);
                Distance(path[t], reference).Should().BeLessThan(2e-5, $"that is step {t}");
            }
        }
    }

    // With its velocities turned round, a motion runs back. Sensitive to starts as it is, the error grows on its way there and back.
    [Theory]
    [InlineData(-24)]
    [InlineData(-17)]
    [InlineData(-10)]
    public void Integrate_ThereAndBack_ReturnsToTheStart(double energy)
    {
        foreach (var there in Demonstrations(energy, 200))
        {
            var back = Run(Reversed(there[^1]), Interval, Length);

            Distance(Reversed(back[^1]), there[0]).Should().BeLessThan(3e-5);
            Distance(Reversed(back[20]), there[^21]).Should().BeLessThan(3e-5);
        }
    }

    // In doubles, before the rounding to floats. The bound of the method is 1e-6.
    [Fact]
    public void Integrate_EveryEnergyOfTheRange_DriftsByLessThanAMillionthOfIt()
    {
        for (var energy = -24.0; energy <= -10; energy += 0.25)
        {
            var worst = Demonstrations(energy, 500).Max(path => path.Max(state => Math.Abs((state.Energy / energy) - 1)));
            worst.Should().BeInRange(1e-16, 4e-7, $"at {energy} J");
        }
    }

    [Fact]
    public void Integrate_PendulumAtRest_StaysThere() =>
        Run(new PendulumState(0, 0, 0, 0), Interval, Length).Should().OnlyContain(state => state == default);

    [Fact]
    public void Integrate_OtherSampling_GivesTheSameStates()
    {
        var start = Drawn.States(2, -12, -12, -12)[2];
        var coarse = Run(start, 0.06, 32);
        var fine = Run(start, 0.03, 64);

        for (var t = 0; t < coarse.Length; t++)
            Distance(coarse[t], fine[2 * t]).Should().BeLessThan(1e-5);
    }

    // Every lane of both halves, with company of other energies that comes and goes at other times.
    [Fact]
    public void Integrate_AnyLaneAndCompany_GivesTheSameBits()
    {
        var start = Drawn.States(3, -11)[0];
        var others = Drawn.States(8, [.. Enumerable.Range(0, 70).Select(i => -24 + (0.2 * i))]);
        var alone = Run(start, Interval, Length);

        for (var place = 0; place < others.Length; place++)
        {
            var company = (PendulumState[])others.Clone();
            company[place] = start;
            Run(company, Interval, Length)[place].Should().Equal(alone, $"it is the motion in place {place}");
        }
    }

    [Fact]
    public void Integrate_Floats_AreTheRoundedDoubles()
    {
        var starts = Drawn.Lanes(9, [.. Enumerable.Range(0, 21).Select(i => -24 + (0.7 * i))]);
        var (rounded, exact) = (new float[21 * Length * 4], new double[21 * Length * 4]);

        TaylorIntegrator.Integrate(starts, Interval, Length, rounded);
        TaylorIntegrator.Integrate(starts, Interval, Length, exact);

        rounded.Should().Equal(exact.Select(value => (float)value));
    }

    private static PendulumState[][] Demonstrations(double energy, int count) =>
        Run(Drawn.States(2, [.. Enumerable.Repeat(energy, count)]), Interval, Length);

    private static PendulumState[] Run(PendulumState start, double interval, int length) => Run([start], interval, length)[0];

    private static PendulumState[][] Run(PendulumState[] starts, double interval, int length)
    {
        var rows = new double[starts.Length * length * 4];
        TaylorIntegrator.Integrate(PendulumLanes.Pack(starts), interval, length, rows);
        return [.. MemoryMarshal.Cast<double, PendulumState>(rows).ToArray().Chunk(length)];
    }

    private static PendulumState Reversed(PendulumState state) => new(state.Angle1, state.Angle2, -state.Velocity1, -state.Velocity2);

    private static double Distance(PendulumState left, PendulumState right) => new[]
    {
        left.Angle1 - right.Angle1, left.Angle2 - right.Angle2, left.Velocity1 - right.Velocity1, left.Velocity2 - right.Velocity2,
    }.Max(Math.Abs);
}
