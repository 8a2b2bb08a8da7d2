using Misgen.Core.Distributions;
using Misgen.Core.Drift;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Drift;

public sealed class TotalVariationIntervalTests
{
    private const int Generated = 4000;
    private const int Demonstrations = 20_000;
    private const int Replicates = 300;

    public static TheoryData<string, double> Cases()
    {
        var cases = new TheoryData<string, double>();
        foreach (var shape in SimulatedDrift.Shapes.Keys)
        {
            cases.Add(shape, 0.05);
            cases.Add(shape, 0.15);
        }

        cases.Add("tilt", 0);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Estimate_SimulatedDrift_CoversTheTruthIn90To99Percent(string shape, double truth)
    {
        var masses = SimulatedDrift.Shapes[shape](truth);
        TotalVariation.Between(masses, SimulatedDrift.Uniform).Should().BeApproximately(truth, 1e-12);
        var estimates = Enumerable.Range(0, Replicates).Select(i =>
        {
            var random = new RandomStream(1, $"{shape}/{truth}", (ulong)i);
            return TotalVariationInterval.Estimate(
                SimulatedDrift.Draw(masses, Generated, random),
                SimulatedDrift.Draw(SimulatedDrift.Uniform, Demonstrations, random));
        }).ToArray();

        // 90 to 99 %, and what 300 simulations leave open: two binomial standard errors.
        var coverage = estimates.Average(estimate => estimate.Low <= truth && truth <= estimate.High ? 1.0 : 0);
        coverage.Should().BeGreaterThan(0.90 - (2 * Math.Sqrt(0.90 * 0.10 / Replicates)));
        coverage.Should().BeLessThanOrEqualTo(0.99 + (2 * Math.Sqrt(0.99 * 0.01 / Replicates)));

        // An interval that covers because it says nothing would not do, nor would a debiased value that is not.
        estimates.Average(estimate => estimate.High - estimate.Low).Should().BeLessThan(0.055);
        estimates.Average(estimate => estimate.Debiased).Should().BeApproximately(truth, 0.013);
        var rawError = estimates.Average(estimate => Math.Abs(estimate.Value - truth));
        estimates.Average(estimate => Math.Abs(estimate.Debiased - truth)).Should().BeLessThan(Math.Max(rawError, 0.015));
    }

    [Fact]
    public void EstimateToTarget_SimulatedTilt_CoversTheTruth()
    {
        var target = Histogram.MassesOf(new UniformTarget(SimulatedDrift.Bins.Range), SimulatedDrift.Bins);
        var masses = SimulatedDrift.Shapes["tilt"](0.1);

        var covered = Enumerable.Range(0, Replicates).Count(i =>
        {
            var generated = SimulatedDrift.Draw(masses, Generated, new RandomStream(2, "target", (ulong)i));
            var estimate = TotalVariationInterval.EstimateToTarget(generated, target);
            return estimate.Low <= 0.1 && 0.1 <= estimate.High;
        });

        (covered / (double)Replicates).Should().BeInRange(0.90, 1);
    }

    [Fact]
    public void Estimate_Any_OrdersItsEnds()
    {
        foreach (var (shape, masses) in SimulatedDrift.Shapes)
        {
            for (var i = 0UL; i < 20; i++)
            {
                var random = new RandomStream(3, shape, i);
                var estimate = TotalVariationInterval.Estimate(
                    SimulatedDrift.Draw(masses(0.001 * i), 50, random), SimulatedDrift.Draw(SimulatedDrift.Uniform, 200, random));

                estimate.Low.Should().BeInRange(0, estimate.Debiased);
                estimate.Debiased.Should().BeLessThanOrEqualTo(estimate.High);
                estimate.High.Should().BeLessThanOrEqualTo(1);
            }
        }
    }

    [Fact]
    public void Estimate_PointMassesApart_IsOneWithoutUncertainty()
    {
        var estimate = TotalVariationInterval.Estimate(
            Histogram.Of([0.1, 0.1], SimulatedDrift.Bins), Histogram.Of([0.9], SimulatedDrift.Bins));

        estimate.Value.Should().Be(1);
        estimate.Low.Should().BeApproximately(1, 1e-9);
        estimate.High.Should().BeApproximately(1, 1e-9);
    }

    [Fact]
    public void Estimate_SampleAgainstItself_StartsAtZeroAndStillHasAWidth()
    {
        var sample = SimulatedDrift.Draw(SimulatedDrift.Uniform, 1000, new RandomStream(4, "self"));

        var estimate = TotalVariationInterval.Estimate(sample, sample);

        estimate.Value.Should().Be(0);
        estimate.Low.Should().Be(0);
        estimate.Debiased.Should().Be(0);
        estimate.High.Should().BeGreaterThan(0, "two samples of 1,000 cannot exclude a small drift");
    }
}
