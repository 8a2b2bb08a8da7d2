using Misgen.Core.Distributions;
using Misgen.Core.Drift;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Drift;

public sealed class DriftRegionsTests
{
    private const int Generated = 4000;
    private const int Demonstrations = 20_000;
    private static readonly QuantityBins Bins = new(new QuantityRange(1, 5));
    private static readonly double[] Curated = Histogram.MassesOf(new UniformTarget(Bins.Range), Bins);

    [Fact]
    public void Find_ShortPathsLoseLongOnesGain_NamesBothStretches()
    {
        // Bins of 0.125: [1, 1.5) loses a fifth of its mass, [2, 2.5) gains it.
        var observed = Curated.ToArray();
        for (var k = 8; k < 12; k++)
            observed[k] *= 0.8;
        for (var k = 16; k < 20; k++)
            observed[k] *= 1.2;

        var (loss, gain) = DriftRegions.Find(Curated, observed, Bins, Generated, Demonstrations);

        loss.Should().BeEquivalentTo(new DriftRegion(1, 1.5, -0.025, -0.2, BeyondRange: false), Closely);
        gain.Should().BeEquivalentTo(new DriftRegion(2, 2.5, 0.025, 0.2, BeyondRange: false), Closely);
    }

    [Fact]
    public void Find_SpillBeyondTheEnd_IsAnAbsoluteShare()
    {
        var observed = Curated.ToArray();
        observed[39] -= 0.02;
        observed[40] += 0.015;
        observed[41] += 0.005;

        var (loss, gain) = DriftRegions.Find(Curated, observed, Bins, Generated, Demonstrations);

        gain.Should().BeEquivalentTo(new DriftRegion(5, 5.25, 0.02, null, BeyondRange: true), Closely);
        loss.Should().BeEquivalentTo(new DriftRegion(4.875, 5, -0.02, -0.64, BeyondRange: false), Closely);
    }

    [Fact]
    public void Find_GainOnBothSidesOfAnEnd_KeepsTheGreaterSideOnly()
    {
        var observed = Curated.ToArray();
        for (var k = 36; k < 40; k++)
            observed[k] += 0.01;
        observed[40] += 0.02;
        for (var k = 8; k < 14; k++)
            observed[k] -= 0.01;

        var (_, gain) = DriftRegions.Find(Curated, observed, Bins, Generated, Demonstrations);

        gain.Should().BeEquivalentTo(new DriftRegion(4.5, 5, 0.04, 0.32, BeyondRange: false), Closely);
    }

    [Fact]
    public void Find_CuratedMassOfZeroInTheRange_HasNoRelativeChange()
    {
        var curated = new double[48];
        var observed = new double[48];
        (curated[10], observed[10], observed[30]) = (1, 0.5, 0.5);

        var (loss, gain) = DriftRegions.Find(curated, observed, Bins, 100, 100);

        gain!.RelativeChange.Should().BeNull();
        loss!.RelativeChange.Should().Be(-0.5);
    }

    [Fact]
    public void Find_SamplingNoiseOnly_RarelyFindsAnything()
    {
        var regions = 0;
        for (var i = 0UL; i < 300; i++)
        {
            var random = new RandomStream(1, "noise", i);
            var generated = SimulatedDrift.Draw(SimulatedDrift.Uniform, Generated, random);
            var demonstrations = SimulatedDrift.Draw(SimulatedDrift.Uniform, Demonstrations, random);
            var (loss, gain) = FindIn(generated, demonstrations);
            regions += loss is null && gain is null ? 0 : 1;
        }

        (regions / 300.0).Should().BeLessThan(0.10);
    }

    [Fact]
    public void Find_SimulatedTilt_LosesBelowAndGainsAbove()
    {
        var random = new RandomStream(2, "tilt");
        var generated = SimulatedDrift.Draw(SimulatedDrift.Shapes["tilt"](0.1), Generated, random);
        var demonstrations = SimulatedDrift.Draw(SimulatedDrift.Uniform, Demonstrations, random);

        var (loss, gain) = FindIn(generated, demonstrations);

        loss!.Low.Should().Be(0);
        loss.High.Should().BeInRange(0.25, 0.55);
        loss.MassChange.Should().BeApproximately(-0.1, 0.03);
        gain!.High.Should().Be(1);
        gain.Low.Should().BeInRange(0.45, 0.75);
        gain.MassChange.Should().BeApproximately(0.1, 0.03);
    }

    private static (DriftRegion? Loss, DriftRegion? Gain) FindIn(Histogram generated, Histogram demonstrations) =>
        DriftRegions.Find(demonstrations.Masses(), generated.Masses(), SimulatedDrift.Bins, generated.Total, demonstrations.Total);

    private static FluentAssertions.Equivalency.EquivalencyAssertionOptions<DriftRegion> Closely(
        FluentAssertions.Equivalency.EquivalencyAssertionOptions<DriftRegion> options) => options
        .Using<double>(context => context.Subject.Should().BeApproximately(context.Expectation, 1e-12)).WhenTypeIs<double>()
        .ComparingByMembers<DriftRegion>();
}
