using Misgen.Core.Distributions;
using Misgen.Core.Drift;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Drift;

public sealed class DriftTestTests
{
    [Fact]
    public void PValue_NoDrift_IsCalledNoneIn93To97Percent()
    {
        const int Replicates = 800;

        var none = Enumerable.Range(0, Replicates).Count(i =>
        {
            var random = new RandomStream(1, "none", (ulong)i);
            var generated = SimulatedDrift.Draw(SimulatedDrift.Uniform, 300, random);
            var demonstrations = SimulatedDrift.Draw(SimulatedDrift.Uniform, 1500, random);
            return DriftTest.PValue(generated, demonstrations, (ulong)i, "test") >= DriftTest.Level;
        });

        (none / (double)Replicates).Should().BeInRange(0.93, 0.97);
    }

    [Theory]
    [InlineData("tilt")]
    [InlineData("undefined")]
    public void PValue_FivePercentDrift_IsAlmostAlwaysFound(string shape)
    {
        var found = Enumerable.Range(0, 20).Count(i =>
        {
            var random = new RandomStream(2, shape, (ulong)i);
            var generated = SimulatedDrift.Draw(SimulatedDrift.Shapes[shape](0.05), 4000, random);
            var demonstrations = SimulatedDrift.Draw(SimulatedDrift.Uniform, 20_000, random);
            return DriftTest.PValue(generated, demonstrations, 1, "test") < 0.005;
        });

        found.Should().BeGreaterThanOrEqualTo(18);
    }

    [Fact]
    public void PValue_TwoAgainstThree_IsTheShareOfAllArrangements()
    {
        // Two generated values in one bin, three demonstrations in another: 1 of the C(5,2) = 10 arrangements is as extreme.
        var p = DriftTest.PValue(
            Histogram.Of([0.1, 0.1], SimulatedDrift.Bins), Histogram.Of([0.9, 0.9, 0.9], SimulatedDrift.Bins), 1, "small");

        p.Should().BeApproximately(0.1, 4 * Math.Sqrt(0.1 * 0.9 / DriftTest.Permutations));
    }

    [Fact]
    public void PValue_SameHistogram_IsOne()
    {
        var histogram = SimulatedDrift.Draw(SimulatedDrift.Uniform, 500, new RandomStream(3, "same"));

        DriftTest.PValue(histogram, histogram, 1, "test").Should().Be(1);
    }

    [Fact]
    public void PValue_SameSeedAndPurpose_IsReproducible()
    {
        var random = new RandomStream(4, "again");
        var generated = SimulatedDrift.Draw(SimulatedDrift.Uniform, 200, random);
        var demonstrations = SimulatedDrift.Draw(SimulatedDrift.Uniform, 600, random);

        var p = DriftTest.PValue(generated, demonstrations, 9, "test");

        DriftTest.PValue(generated, demonstrations, 9, "test").Should().Be(p);
        DriftTest.PValue(generated, demonstrations, 10, "test").Should().BeApproximately(p, 0.1).And.NotBe(p);
    }
}
