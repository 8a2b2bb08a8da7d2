using FsCheck;
using FsCheck.Fluent;
using Misgen.Core.Drift;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Drift;

public sealed class Wasserstein1Tests
{
    private static readonly UniformTarget Unit = new(new QuantityRange(0, 1));

    // scipy.stats.wasserstein_distance (1.10.1).
    [Theory]
    [InlineData(new[] { 0.1, 0.4, 0.35, 0.8, 1.2 }, new[] { 0, 0.5, 0.9 }, 0.19)]
    [InlineData(new[] { 3.0, 1, 2 }, new[] { 5.0, 6, 8, 0, 7 }, 3.6)]
    public void Between_UnequalSizes_AgreesWithScipy(double[] a, double[] b, double expected) =>
        Wasserstein1.Between(a, b, 1).Should().BeApproximately(expected, 1e-14);

    [Fact]
    public void Between_ShiftedSamples_IsTheShiftInUnits()
    {
        double[] a = [1, 4, 2, 8];
        var shifted = a.Select(q => q + 3).ToArray();

        Wasserstein1.Between(a, shifted, unit: 4).Should().Be(0.75);
    }

    [Fact]
    public void Between_PointMasses_IsTheirDistance() => Wasserstein1.Between([2, 2, 2], [5], 1).Should().Be(3);

    [Fact]
    public void Between_AnySamples_IsTheDistanceOfTheirCommonRepetition() =>
        Prop.ForAll<NonEmptyArray<byte>, NonEmptyArray<byte>>((a, b) =>
    {
        // Repeating the values of one sample as often as the other is long makes both equally long.
        var one = a.Get.SelectMany(value => Enumerable.Repeat((double)value, b.Get.Length)).Order();
        var other = b.Get.SelectMany(value => Enumerable.Repeat((double)value, a.Get.Length)).Order();
        var naive = one.Zip(other).Average(pair => Math.Abs(pair.First - pair.Second));
        double[] p = [.. a.Get.Select(value => (double)value)], r = [.. b.Get.Select(value => (double)value)];
        return Math.Abs(Wasserstein1.Between(p, r, 1) - naive) < 1e-9 * (1 + naive);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Between_UndefinedValues_AreIgnored() =>
        Wasserstein1.Between([double.NaN, 1, 3], [2, double.NaN, 4, double.NaN], 1).Should().Be(1);

    [Fact]
    public void Between_NothingDefined_IsNaN() => Wasserstein1.Between([double.NaN], [1], 1).Should().Be(double.NaN);

    [Fact]
    public void Between_InfiniteValue_IsInfinite() =>
        Wasserstein1.Between([1, double.PositiveInfinity], [1, 2], 1).Should().Be(double.PositiveInfinity);

    [Fact]
    public void ToTarget_ThreeValues_IsTheIntegralByHand()
    {
        // ∫|q(u) − u| du with q = .2 up to 2/3, then .9: .02 + (2/3 − .2)²/2 + (.9 − 2/3)²/2 + .005.
        var expected = 0.02 + (Math.Pow((2 / 3.0) - 0.2, 2) / 2) + (Math.Pow(0.9 - (2 / 3.0), 2) / 2) + 0.005;

        Wasserstein1.ToTarget([0.2, 0.9, 0.2], Unit, 1).Should().BeApproximately(expected, 1e-14);
    }

    [Fact]
    public void ToTarget_MidpointsOfTheTarget_IsAQuarterOfTheSpacing()
    {
        var midpoints = Enumerable.Range(0, 100).Select(i => (i + 0.5) / 100).ToArray();

        Wasserstein1.ToTarget(midpoints, Unit, 1).Should().BeApproximately(0.0025, 1e-14);
    }

    [Fact]
    public void ToTarget_Exponential_IsTheIntegralByHand()
    {
        // One value at 0: the distance is the mean of the target, 1, but for what lies above its 1 − 1e-9 quantile.
        Wasserstein1.ToTarget([0], new Exponential(), 1).Should().BeApproximately(1, 2e-3);

        // One value at the median ln 2: E|X − ln 2| = ln 2.
        Wasserstein1.ToTarget([Math.Log(2)], new Exponential(), 1).Should().BeApproximately(Math.Log(2), 2e-3);
    }

    private sealed class Exponential : TargetDistribution
    {
        public override string Name => "exponential";

        public override double Cdf(double q) => q <= 0 ? 0 : 1 - Math.Exp(-q);

        public override double Quantile(double probability) => -Math.Log(1 - probability);
    }
}
