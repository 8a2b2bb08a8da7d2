using Misgen.Core.Drift;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Drift;

public sealed class NoiseFloorTests
{
    [Fact]
    public void Estimate_UniformSamples_AgreesWithTheFoldedNormalMean()
    {
        var demonstrations = Uniform(20_000, "demonstrations");
        var heldOut = Uniform(100_000, "held out");

        var floor = NoiseFloor.Estimate(demonstrations, heldOut, 4000, SimulatedDrift.Bins, 1, "floor");

        // ½ · 32 · √(2/π) · √(1/32 · 31/32 · (1/4000 + 1/20000)) = .0385; the two samples, drawn once, move it by a few percent.
        var expected = 16 * Math.Sqrt(2 / Math.PI) * Math.Sqrt(31.0 / 1024 * ((1 / 4000.0) + (1 / 20_000.0)));
        floor.Mean.Should().BeApproximately(expected, 0.1 * expected);
        floor.Percentile95.Should().BeInRange(floor.Mean + 0.004, floor.Mean + 0.015);
    }

    [Fact]
    public void Estimate_AllHeldOutValues_LeavesNothingToChance()
    {
        var (demonstrations, heldOut) = (Uniform(500, "a"), Uniform(200, "b"));

        var floor = NoiseFloor.Estimate(demonstrations, heldOut, 200, SimulatedDrift.Bins, 1, "floor");

        floor.Percentile95.Should().BeApproximately(floor.Mean, 1e-12, "every draw takes all of them");
    }

    [Fact]
    public void Estimate_MoreThanHeldOut_DrawsWithReplacement()
    {
        var (demonstrations, heldOut) = (Uniform(500, "a"), Uniform(200, "b"));

        var floor = NoiseFloor.Estimate(demonstrations, heldOut, 201, SimulatedDrift.Bins, 1, "floor");

        floor.Percentile95.Should().BeGreaterThan(floor.Mean + 1e-3);
    }

    [Fact]
    public void Estimate_SameSeed_IsReproducible()
    {
        var (demonstrations, heldOut) = (Uniform(500, "a"), Uniform(200, "b"));

        var floor = NoiseFloor.Estimate(demonstrations, heldOut, 100, SimulatedDrift.Bins, 1, "floor");

        NoiseFloor.Estimate(demonstrations, heldOut, 100, SimulatedDrift.Bins, 1, "floor").Should().Be(floor);
        NoiseFloor.Estimate(demonstrations, heldOut, 100, SimulatedDrift.Bins, 2, "floor").Should().NotBe(floor);
    }

    [Fact]
    public void Estimate_NoHeldOutValues_Throws()
    {
        var estimate = () => NoiseFloor.Estimate([0.5], [], 1, SimulatedDrift.Bins, 1, "floor");

        estimate.Should().Throw<ArgumentException>().WithMessage("*held-out*");
    }

    private static double[] Uniform(int count, string purpose)
    {
        var random = new RandomStream(8, purpose);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
    }
}
