using FsCheck;
using FsCheck.Fluent;
using Misgen.Core.Statistics;

namespace Misgen.Core.Tests.Statistics;

public sealed class HolmAdjustmentTests
{
    // R: p.adjust(c(.01, .04, .03, .005), "holm").
    [Fact]
    public void Adjust_FourTests_AgreesWithR() =>
        ShouldBe(HolmAdjustment.Adjust([0.01, 0.04, 0.03, 0.005]), 0.03, 0.06, 0.06, 0.02);

    // R: p.adjust(c(.01, .02, .03, .04, .05), "holm"): the adjusted values never fall.
    [Fact]
    public void Adjust_FiveTests_AgreesWithR() =>
        ShouldBe(HolmAdjustment.Adjust([0.01, 0.02, 0.03, 0.04, 0.05]), 0.05, 0.08, 0.09, 0.09, 0.09);

    [Fact]
    public void Adjust_TestsNotMade_DoNotCount() =>
        ShouldBe(HolmAdjustment.Adjust([null, 0.02, null, 0.01]), null, 0.02, null, 0.02);

    [Fact]
    public void Adjust_LargeValues_StopAtOne() => ShouldBe(HolmAdjustment.Adjust([0.6, 0.9]), 1, 1);

    [Fact]
    public void Adjust_NoTests_IsEmpty() => HolmAdjustment.Adjust([]).Should().BeEmpty();

    [Fact]
    public void Adjust_AnyTests_LiesBetweenRawAndBonferroni() => Prop.ForAll<NonEmptyArray<byte>>(numerators =>
    {
        var p = numerators.Get.Select(numerator => (double?)(numerator / 255.0)).ToArray();
        var adjusted = HolmAdjustment.Adjust(p);
        return p.Zip(adjusted)
            .All(pair => pair.Second >= pair.First && pair.Second <= Math.Min(1, pair.First!.Value * p.Length) + 1e-15);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Adjust_EqualWeights_IsTheTestWithout() =>
        HolmAdjustment.Adjust([0.01, 0.04, 0.03, 0.005], [2, 2, 2, 2]).Should().Equal([0.03, 0.06, 0.06, 0.02], (actual, expected) => Math.Abs(actual - expected) < 1e-12);

    // By hand: .02/3 and .01/1 are the order; .02 · 4/3, then max(that, .01 · 1/1).
    [Fact]
    public void Adjust_Weights_ShareTheLevelUnequally() =>
        HolmAdjustment.Adjust([0.01, 0.02], [1, 3]).Should().Equal([0.08 / 3, 0.08 / 3], (actual, expected) => Math.Abs(actual - expected) < 1e-12);

    [Fact]
    public void Adjust_WeightThatIsNotPositive_IsRefused()
    {
        var act = () => HolmAdjustment.Adjust([0.01, 0.02], [1, 0]);

        act.Should().Throw<ArgumentException>();
    }

    private static void ShouldBe(double?[] adjusted, params double?[] expected)
    {
        adjusted.Should().HaveSameCount(expected);
        foreach (var (actual, value) in adjusted.Zip(expected))
        {
            if (value is null)
                actual.Should().BeNull();
            else
                actual.Should().BeApproximately(value.Value, 1e-15);
        }
    }
}
