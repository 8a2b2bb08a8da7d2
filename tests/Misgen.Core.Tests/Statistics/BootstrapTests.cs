using Misgen.Core.Statistics;
using Misgen.Plugins;
using Distance = Misgen.Core.Drift.Wasserstein1;

namespace Misgen.Core.Tests.Statistics;

public sealed class BootstrapTests
{
    [Fact]
    public void MeanShift_Uniforms_AgreesWithNormalTheory()
    {
        var (generated, demonstrations) = (Uniform(1000, 0.5, "g"), Uniform(3000, 0, "d"));

        var estimate = Bootstrap.MeanShift(generated, demonstrations, unit: 2, 1, "mean");

        estimate.Value.Should().BeApproximately((generated.Average() - demonstrations.Average()) / 2, 1e-12);
        var half = 1.96 * Math.Sqrt((1 / 12.0 / 1000) + (1 / 12.0 / 3000)) / 2;
        (estimate.High - estimate.Low).Should().BeApproximately(2 * half, 0.15 * 2 * half);
        ((estimate.High + estimate.Low) / 2).Should().BeApproximately(estimate.Value!.Value, 0.1 * half);
    }

    [Fact]
    public void MedianShift_Uniforms_AgreesWithNormalTheory()
    {
        var (generated, demonstrations) = (Uniform(1000, 0.5, "g"), Uniform(3001, 0, "d"));

        var estimate = Bootstrap.MedianShift(generated, demonstrations, unit: 1, 1, "median");

        // The median of n uniforms has variance 1/(4n).
        var half = 1.96 * Math.Sqrt((1 / 4.0 / 1000) + (1 / 4.0 / 3001));
        (estimate.High - estimate.Low).Should().BeApproximately(2 * half, 0.2 * 2 * half);
    }

    [Theory]
    [InlineData(new[] { 5.0, 1, 3 }, 3)]
    [InlineData(new[] { 5.0, 1, 3, 4 }, 3.5)]
    [InlineData(new[] { 2.0 }, 2)]
    [InlineData(new[] { 2.0, 3 }, 2.5)]
    public void MedianShift_AgainstZero_IsTheMedian(double[] generated, double expected) =>
        Bootstrap.MedianShift(generated, [0], 1, 1, "median").Value.Should().Be(expected);

    [Fact]
    public void Wasserstein1_TwoSamples_HasTheValueOfTheExactDistance()
    {
        var (generated, demonstrations) = (Uniform(157, 0.1, "g"), Uniform(389, 0, "d"));

        var estimate = Bootstrap.Wasserstein1(generated, demonstrations, 0.5, 1, "w1");

        estimate.Value.Should().BeApproximately(Distance.Between(generated, demonstrations, 0.5), 1e-12);
    }

    // At .03 sampling alone moves the distance by almost as much.
    [Theory]
    [InlineData(0.03)]
    [InlineData(0.2)]
    public void Wasserstein1_ShiftedUniforms_CoversTheShift(double shift)
    {
        var covered = Enumerable.Range(0, 100).Count(i =>
        {
            var estimate = Bootstrap.Wasserstein1(Uniform(300, shift, $"g{i}"), Uniform(600, 0, $"d{i}"), 1, 1, "w1");
            return estimate.Low <= shift && shift <= estimate.High;
        });

        covered.Should().BeInRange(90, 100);
    }

    [Fact]
    public void Wasserstein1_SameDistribution_StartsAtZero()
    {
        var covered = Enumerable.Range(0, 50).Count(i =>
            Bootstrap.Wasserstein1(Uniform(300, 0, $"g{i}"), Uniform(600, 0, $"d{i}"), 1, 1, "w1").Low == 0);

        covered.Should().BeGreaterThanOrEqualTo(44);
    }

    [Fact]
    public void Wasserstein1ToTarget_ShiftedUniform_CoversTheShift()
    {
        var generated = Uniform(500, 0.2, "g");
        var target = new UniformTarget(new QuantityRange(0, 1));

        var estimate = Bootstrap.Wasserstein1ToTarget(generated, target, 1, 1, "target");

        estimate.Value.Should().BeApproximately(Distance.ToTarget(generated, target, 1), 1e-12);
        estimate.Low.Should().BeInRange(0.15, 0.2);
        estimate.High.Should().BeInRange(0.2, 0.25);
    }

    [Fact]
    public void Estimates_SameSeed_AreReproducible()
    {
        var (generated, demonstrations) = (Uniform(50, 0.5, "g"), Uniform(70, 0, "d"));

        var estimate = Bootstrap.Wasserstein1(generated, demonstrations, 1, 1, "w1");

        Bootstrap.Wasserstein1(generated, demonstrations, 1, 1, "w1").Should().Be(estimate);
        Bootstrap.Wasserstein1(generated, demonstrations, 1, 2, "w1").Should().NotBe(estimate);
    }

    [Fact]
    public void Estimates_UndefinedValues_AreLeftOut()
    {
        var clean = Bootstrap.MeanShift([1, 2], [0.5], 1, 1, "mean");

        Bootstrap.MeanShift([double.NaN, 1, 2], [0.5, double.NaN], 1, 1, "mean").Should().Be(clean);
    }

    [Fact]
    public void Estimates_NothingDefinedOrInfinite_AreUndefined()
    {
        var target = new UniformTarget(new QuantityRange(0, 1));

        Bootstrap.Wasserstein1([double.NaN], [1], 1, 1, "w1").Should().Be(Estimate.Undefined);
        Bootstrap.MeanShift([1], [], 1, 1, "mean").Should().Be(Estimate.Undefined);
        Bootstrap.Wasserstein1ToTarget([], target, 1, 1, "w1").Should().Be(Estimate.Undefined);
        Bootstrap.Wasserstein1ToTarget([double.PositiveInfinity], target, 1, 1, "w1").Should().Be(Estimate.Undefined);
        Bootstrap.MeanShift([1, double.NegativeInfinity], [1], 1, 1, "mean").Should().Be(Estimate.Undefined);
    }

    private static double[] Uniform(int count, double shift, string purpose)
    {
        var random = new RandomStream(11, purpose);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() + shift)];
    }
}
