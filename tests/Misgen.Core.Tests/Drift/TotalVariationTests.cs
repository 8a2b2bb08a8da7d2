using FsCheck;
using FsCheck.Fluent;
using Misgen.Core.Distributions;
using Misgen.Core.Drift;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Drift;

public sealed class TotalVariationTests
{
    private static readonly QuantityBins Bins = new(new QuantityRange(0, 1));
    private static readonly double[] Uniform = [.. Enumerable.Range(0, 3200).Select(i => (i + 0.5) / 3200)];

    [Fact]
    public void Between_SameSample_IsZero() =>
        TotalVariation.Between(Histogram.Of(Uniform, Bins), Histogram.Of(Uniform, Bins)).Should().Be(0);

    [Fact]
    public void Between_ShiftedUniforms_IsTheShift()
    {
        // U[0,1] and U[s,1+s] overlap on 1 − s; s = 3 bins of 1/32.
        var shifted = Uniform.Select(q => q + (3 / 32.0)).ToArray();

        var value = TotalVariation.Between(Histogram.Of(Uniform, Bins), Histogram.Of(shifted, Bins));

        value.Should().BeApproximately(3 / 32.0, 1e-12);
    }

    [Fact]
    public void Between_PointMasses_IsOne() =>
        TotalVariation.Between(Histogram.Of([0.1, 0.1], Bins), Histogram.Of([0.9], Bins)).Should().Be(1);

    [Fact]
    public void Between_UndefinedShare_CountsAsOneCell()
    {
        var quarterUndefined = Histogram.Of([0.1, 0.1, 0.1, double.NaN], Bins);

        TotalVariation.Between(quarterUndefined, Histogram.Of([0.1], Bins)).Should().Be(0.25);
    }

    [Fact]
    public void Between_OtherRange_Throws()
    {
        var other = Histogram.Of([0.1], new QuantityBins(new QuantityRange(0, 2)));
        var compare = () => TotalVariation.Between(Histogram.Of([0.1], Bins), other);

        compare.Should().Throw<ArgumentException>().WithMessage("*differ in range*");
    }

    [Fact]
    public void ToTarget_AllInTheLowerHalf_IsOneHalf()
    {
        var observed = Histogram.Of(Uniform.Select(q => q / 2).ToArray(), Bins);

        var value = TotalVariation.ToTarget(observed, Histogram.MassesOf(new UniformTarget(Bins.Range), Bins));

        value.Should().BeApproximately(0.5, 1e-12);
    }

    [Fact]
    public void Between_AnyTwoSamples_IsTheGreatestDifferenceOfAnyEvent() =>
        Prop.ForAll<NonEmptyArray<byte>, NonEmptyArray<byte>>((a, b) =>
    {
        // Levin and Peres' definition: the supremum over events is reached where a has more mass than b.
        var (one, other) = (Sample(a), Sample(b));
        var (p, r) = (one.Masses(), other.Masses());
        var supremum = p.Zip(r).Sum(pair => Math.Max(0, pair.First - pair.Second)) + Math.Max(0, one.Undefined - other.Undefined);
        var value = TotalVariation.Between(one, other);
        return Math.Abs(value - supremum) < 1e-12
            && value == TotalVariation.Between(other, one) && value is >= 0 and <= 1 + 1e-12;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void MassChange_MovedMass_IsObservedLessCurated()
    {
        var curated = Histogram.Of([0.01, 0.01, 0.5, 0.5], Bins);
        var observed = Histogram.Of([0.01, 0.5, 0.5, 0.5, 1.01, 1.01, 1.01, double.NaN], Bins);

        var change = MassChange.Between(observed, curated);

        change[8].Should().Be(0.125 - 0.5);
        change[24].Should().Be(0.375 - 0.5);
        change[40].Should().Be(0.375);
        change.Sum().Should().Be(-observed.Undefined);
    }

    private static Histogram Sample(NonEmptyArray<byte> bytes) =>
        Histogram.Of([.. bytes.Get.Select(value => value == 255 ? double.NaN : (value / 128.0) - 0.3)], Bins);
}
