namespace Misgen.Plugins.Synthetic.Tests;

public sealed class LogisticTaskTests
{
    private const int Length = 16;
    private static readonly SyntheticTask Logistic = SyntheticTask.Logistic;

    [Theory]
    [InlineData(3.5, 0.05)]
    [InlineData(3.7, 0.3)]
    [InlineData(3.99, 0.95)]
    [InlineData(2.5, 0.2)]
    public void Parameter_OrbitComputedInDoubles_IsItsR(double r, double start)
    {
        var orbit = Orbit(r, start);

        Logistic.Quantity(orbit).Should().BeApproximately(r, 2e-6);
        Logistic.Defect(orbit).Should().BeLessThan(1e-6);
    }

    // ½, 1, 0, 0, …: every value is exact.
    [Fact]
    public void Parameter_OrbitThatDies_IsExactlyFour()
    {
        var orbit = Orbit(4, 0.5);

        orbit.Should().Equal([0.5f, 1, .. new float[14]]);
        Logistic.Quantity(orbit).Should().Be(4);
        Logistic.Defect(orbit).Should().Be(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Parameter_WhereTheMapHasNothingToMultiply_IsUndefined(float value)
    {
        var constant = Enumerable.Repeat(value, Length - 1).Append(0.5f).ToArray();
        var all = Enumerable.Repeat(value, Length).ToArray();

        Logistic.Quantity(all).Should().Be(double.NaN);
        Logistic.Defect(all).Should().Be(double.NaN, "no parameter, no residual: never plausible");
        double.IsFinite(Logistic.Quantity(constant)).Should().BeFalse();
        (Logistic.Defect(constant) <= Logistic.Tolerance).Should().BeFalse();
    }

    // The fixed point of r = 4 is ¾, with s = ¾ · ¼ = 3/16 at all 15 steps. The last value raised by d changes r by d·s / 15s² and
    // leaves the residuals −d/15 fourteen times and 14d/15 once: rms d·√14 / 15.
    [Fact]
    public void Defect_FixedPointWithTheLastValueMoved_IsAsByHand()
    {
        var moved = Enumerable.Repeat(0.75f, Length).ToArray();
        moved[^1] += 0.25f;

        Logistic.Quantity(moved).Should().BeApproximately(4 + (0.25 / (15 * 0.1875)), 1e-12);
        Logistic.Defect(moved).Should().BeApproximately(0.25 * Math.Sqrt(14) / 15, 1e-12);
    }

    // The same on an orbit, whose steps s_t differ: rms² = d² (1 − s_last² / Σ s²) / 15.
    [Fact]
    public void Defect_OrbitWithTheLastValueMoved_IsAsByHand()
    {
        var orbit = Orbit(3.8, 0.4);
        var steps = orbit[..^1].Select(x => x * (1.0 - x)).ToArray();
        orbit[^1] += 0.125f;

        var expected = 0.125 * Math.Sqrt((1 - (steps[^1] * steps[^1] / steps.Sum(s => s * s))) / 15);

        Logistic.Defect(orbit).Should().BeApproximately(expected, 1e-6);
    }

    // Values alternate between .2 and .9: .16 r = .9 and .09 r = .2 ask for r = 5.625 and 2.222.
    [Fact]
    public void Defect_Alternation_IsAboveTheTolerance() =>
        Logistic.Defect([.. Enumerable.Range(0, Length).Select(t => t % 2 == 0 ? 0.2f : 0.9f)]).Should().BeGreaterThan(Logistic.Tolerance);

    private static float[] Orbit(double r, double start)
    {
        var orbit = new float[Length];
        var x = start;
        for (var t = 0; t < Length; t++)
        {
            orbit[t] = (float)x;
            x = r * x * (1 - x);
        }

        return orbit;
    }
}
