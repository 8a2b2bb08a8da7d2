using System.Runtime.Intrinsics;

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
    public void Expand_RandomStates_FirstCoefficientsAreTheAccelerationsByConstraintForces()
    {
        var random = new RandomStream(5, "states");
        var (motion, waves) = (new Vector256<double>[TaylorIntegrator.Order + 1], new Vector512<double>[TaylorIntegrator.Order + 1]);
        for (var i = 0; i < 1000; i++)
        {
            var state = new PendulumState(random.NextUniform(-4, 4), random.NextUniform(-4, 4), random.NextUniform(-8, 8), random.NextUniform(-8, 8));
            motion[0] = Vector256.Create(state.Angle1, state.Angle2, state.Velocity1, state.Velocity2);
            waves[0] = TaylorIntegrator.Waves(Math.Cos(state.Angle1), Math.Sin(state.Angle1), Math.Cos(state.Angle2), Math.Sin(state.Angle2));

            TaylorIntegrator.Expand(motion, waves);

            var (acceleration1, acceleration2) = ConstraintForces.Accelerations(state);
            motion[1][0].Should().Be(state.Velocity1);
            motion[1][1].Should().Be(state.Velocity2);
            motion[1][2].Should().BeApproximately(acceleration1, 1e-10);
            motion[1][3].Should().BeApproximately(acceleration2, 1e-10);
        }
    }

    [Theory]
    [InlineData(-24)]
    [InlineData(-17)]
    [InlineData(-10)]
    public void Integrate_AnyEnergy_AgreesWithAFineRungeKutta(double energy)
    {
        for (var i = 0; i < 20; i++)
        {
            var start = Start(energy, i);
            var path = Run(start, Interval, Length);

            var reference = start;
            for (var t = 1; t < Length; t++)
            {
                reference = ConstraintForces.Integrate(reference, Interval, 100);
                Distance(path[t], reference).Should().BeLessThan(1e-5, $"that is step {t} of start {i}");
            }
        }
    }

    // Sensitive to starts as the motion is, the error grows on its way there and back.
    [Theory]
    [InlineData(-24)]
    [InlineData(-17)]
    [InlineData(-10)]
    public void Integrate_ThereAndBack_ReturnsToTheStart(double energy)
    {
        for (var i = 0; i < 200; i++)
        {
            var there = Run(Start(energy, i), Interval, Length);
            var back = Run(there[^1], -Interval, Length);

            Distance(back[^1], there[0]).Should().BeLessThan(1e-5, $"of start {i}");
            Distance(back[20], there[^21]).Should().BeLessThan(1e-5, $"of start {i}");
        }
    }

    // In doubles, before the rounding to floats. The bound of method.md §2 is 1e-6.
    [Fact]
    public void Integrate_EveryEnergyOfTheRange_DriftsByLessThanAMillionthOfIt()
    {
        for (var energy = -24.0; energy <= -10; energy += 0.25)
        {
            var worst = 0.0;
            for (var i = 0; i < 500; i++)
                worst = Math.Max(worst, Run(Start(energy, i), Interval, Length).Max(state => Math.Abs((state.Energy / energy) - 1)));
            worst.Should().BeInRange(1e-16, 3e-7, $"at {energy} J");
        }
    }

    [Fact]
    public void Integrate_PendulumAtRest_StaysThere() =>
        Run(new PendulumState(0, 0, 0, 0), Interval, Length).Should().OnlyContain(state => state == default);

    [Fact]
    public void Integrate_OtherSampling_GivesTheSameStates()
    {
        var coarse = Run(Start(-12, 3), 0.06, 32);
        var fine = Run(Start(-12, 3), 0.03, 64);

        for (var t = 0; t < coarse.Length; t++)
            Distance(coarse[t], fine[2 * t]).Should().BeLessThan(1e-12);
    }

    private static PendulumState Start(double energy, int index) => EnergyTask.Start(new RandomStream(2, "start", (ulong)index), energy);

    private static PendulumState[] Run(PendulumState start, double interval, int count)
    {
        var samples = new Vector256<double>[count];
        TaylorIntegrator.Integrate(start, interval, samples);
        return [.. samples.Select(sample => new PendulumState(sample[0], sample[1], sample[2], sample[3]))];
    }

    private static double Distance(PendulumState left, PendulumState right) => new[]
    {
        left.Angle1 - right.Angle1, left.Angle2 - right.Angle2, left.Velocity1 - right.Velocity1, left.Velocity2 - right.Velocity2,
    }.Max(Math.Abs);
}
