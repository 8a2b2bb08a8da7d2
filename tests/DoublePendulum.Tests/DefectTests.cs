namespace Misgen.Plugins.DoublePendulum.Tests;

public sealed class DefectTests
{
    private const double Interval = LoadedPendulum.Interval;

    [Fact]
    public void Measures_StandingPendulum_AreItsPotentialEnergyAndNoDefect()
    {
        var standing = LoadedPendulum.Path(_ => (0, 0, 0, 0));

        LoadedPendulum.Task.Quantity.Measure(standing).Should().BeApproximately(-29.43, 1e-12);
        LoadedPendulum.EnergyDeviation.Measure(standing).Should().BeLessThan(1e-12);
        LoadedPendulum.VelocityMismatch.Measure(standing).Should().Be(0);
    }

    // Hanging straight, V = −29.43 J; velocities (2, 0) add 4 J and (0, 2) add 2 J, at every second step.
    [Theory]
    [InlineData(2, 0, -27.43, 2)]
    [InlineData(0, 2, -28.43, 1)]
    [InlineData(1, 1, -28.18, 1.25)]
    public void Energy_EverySecondStepMoving_HasMeanAndDeviationByHand(double velocity1, double velocity2, double mean, double deviation)
    {
        var path = LoadedPendulum.Path(time => Math.Round(time / Interval) % 2 == 0 ? (0, 0, 0, 0) : (0, 0, velocity1, velocity2));

        LoadedPendulum.Task.Quantity.Measure(path).Should().BeApproximately(mean, 1e-12);
        LoadedPendulum.EnergyDeviation.Measure(path).Should().BeApproximately(deviation, 1e-12);
    }

    // A diverged model may generate such an angle; it is finite, but the energy is not known.
    [Fact]
    public void Energy_AngleThatIsNone_IsNaN()
    {
        var path = LoadedPendulum.Path(time => (0, Math.Round(time / Interval) == 9 ? 2e9 : 0, 0, 0));

        LoadedPendulum.Task.Quantity.Measure(path).Should().Be(double.NaN);
        LoadedPendulum.EnergyDeviation.Measure(path).Should().Be(double.NaN);
    }

    // One step of 64 higher by d: standard deviation d √63 / 64.
    [Fact]
    public void EnergyDeviation_OneStepFaster_IsAsByHand()
    {
        var path = LoadedPendulum.Path(time => (0, 0, Math.Round(time / Interval) == 17 ? 4 : 0, 0));

        LoadedPendulum.EnergyDeviation.Measure(path).Should().BeApproximately(16 * Math.Sqrt(63) / 64, 1e-12);
        LoadedPendulum.Task.Quantity.Measure(path).Should().BeApproximately(-29.43 + 0.25, 1e-12);
    }

    // Central differences are exact for parabolas.
    [Fact]
    public void VelocityMismatch_ParabolasWithTheirSlopes_IsRoundingOnly() =>
        LoadedPendulum.VelocityMismatch.Measure(LoadedPendulum.Path(t => (1 - (2 * t * t), 3 * t, -4 * t, 3))).Should().BeLessThan(1e-5);

    [Theory]
    [InlineData(0.5, 0, 0.3535534)]
    [InlineData(0, -0.5, 0.3535534)]
    [InlineData(0.3, 0.4, 0.3535534)]
    [InlineData(2, 2, 2)]
    public void VelocityMismatch_VelocitiesOffByAConstant_IsItsRmsOverBothAngles(double off1, double off2, double expected)
    {
        var path = LoadedPendulum.Path(t => (2 * t, 1 - t, 2 + off1, -1 + off2));

        LoadedPendulum.VelocityMismatch.Measure(path).Should().BeApproximately(expected, 1e-5);
    }

    // The central difference of sin wt is cos wt · sin(wΔ)/Δ; over whole periods the rms of a cosine is 1/√2, and one angle of two moves.
    [Fact]
    public void VelocityMismatch_SineWithItsDerivative_IsTheErrorOfTheDifferences()
    {
        var w = 2 * Math.PI * 4 / (62 * Interval);
        var path = LoadedPendulum.Path(t => (Math.Sin(w * t), 0, w * Math.Cos(w * t), 0));

        LoadedPendulum.VelocityMismatch.Measure(path).Should().BeApproximately((w - (Math.Sin(w * Interval) / Interval)) / 2, 1e-5);
    }

    // The first and last step have no central difference; their velocities do not count, their angles do.
    [Fact]
    public void VelocityMismatch_Ends_CountByTheirAnglesOnly()
    {
        var path = LoadedPendulum.Path(_ => (0, 0, 0, 0));
        (path[2], path[3], path[^2], path[^1]) = (50, 50, 50, 50);
        LoadedPendulum.VelocityMismatch.Measure(path).Should().Be(0);

        path[0] = 0.06f;
        LoadedPendulum.VelocityMismatch.Measure(path).Should().BeApproximately(Math.Sqrt(1 / 124.0), 1e-6);
    }

    // What the defects must not depend on is the quantity: perfect motions of every energy pass both.
    [Fact]
    public void Defects_Demonstrations_AreWellBelowTheirTolerances()
    {
        var demonstrations = LoadedPendulum.Demonstrations(5000, 2);

        LoadedPendulum.Measure(LoadedPendulum.EnergyDeviation.Measure, demonstrations).Max().Should().BeLessThan(1e-4);
        LoadedPendulum.Measure(LoadedPendulum.VelocityMismatch.Measure, demonstrations).Max().Should().BeLessThan(0.5 * LoadedPendulum.VelocityMismatch.Tolerance);
    }

    // Every value from another demonstration: nothing of the physics is left.
    [Fact]
    public void Defects_ValuesShuffledAcrossDemonstrations_AreAboveTheirTolerances()
    {
        var size = LoadedPendulum.Task.Simulator.Layout.Size;
        var demonstrations = LoadedPendulum.Demonstrations(size, 2);
        var shuffled = new float[demonstrations.Length];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                shuffled[(i * size) + j] = demonstrations[((i + j) % size * size) + j];
        }

        foreach (var defect in LoadedPendulum.Task.Defects)
            LoadedPendulum.Measure(defect.Measure, shuffled).Should().OnlyContain(value => value > defect.Tolerance, defect.Name);
    }

    // Time stretched by half: the energy is as constant as before only if the velocities are kept, and then they are not the angles'.
    [Fact]
    public void VelocityMismatch_MotionInFalseTime_IsAboveTheToleranceThoughTheEnergyIsConstant()
    {
        var path = LoadedPendulum.Simulate(-14, 0);
        var slow = LoadedPendulum.Path(_ => default);
        for (var t = 0; t < LoadedPendulum.Length; t++)
            path.AsSpan(t / 2 * 4, 4).CopyTo(slow.AsSpan(t * 4));

        LoadedPendulum.EnergyDeviation.Measure(slow).Should().BeLessThan(1e-4);
        LoadedPendulum.VelocityMismatch.Measure(slow).Should().BeGreaterThan(LoadedPendulum.VelocityMismatch.Tolerance);
    }
}
