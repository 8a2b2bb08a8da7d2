using Misgen.Core.Distributions;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Distributions;

public sealed class HistogramTests
{
    private static readonly QuantityBins Bins = new(new QuantityRange(1, 5));

    [Fact]
    public void Of_ValuesInsideOutsideAndUndefined_CountsEachOnce()
    {
        double[] q = [1, 1.1, 4.9, 5, 0.95, 5.3, 100, double.NaN, double.NegativeInfinity, double.NaN];

        var histogram = Histogram.Of(q, Bins);

        histogram.Total.Should().Be(10);
        histogram.UndefinedCount.Should().Be(2);
        histogram.Undefined.Should().Be(0.2);
        histogram.OutOfRangeCount.Should().Be(4, "0.95, 5.3, 100 and −∞ lie outside [1, 5]");
        histogram.OutOfRange.Should().Be(0.4);
        var masses = histogram.Masses();
        masses[8].Should().Be(0.2);
        masses[39].Should().Be(0.2);
        masses[7].Should().Be(0.1);
        masses[42].Should().Be(0.1);
        masses[47].Should().Be(0.1, "the end bin holds 100, and less than all that lies outside");
        masses[0].Should().Be(0.1, "−∞ is a defined value");
        masses.Sum().Should().BeApproximately(0.8, 1e-15);
    }

    [Fact]
    public void Of_NoValues_Throws()
    {
        var count = () => Histogram.Of([], Bins);

        count.Should().Throw<ArgumentException>().WithMessage("*at least one value*");
    }

    [Fact]
    public void FromCells_CountsOfASample_GivesTheSameHistogram()
    {
        var histogram = Histogram.Of([1, 2, 3, 0.5, 7, double.NaN], Bins);

        var copy = Histogram.FromCells(histogram.Cells, Bins);

        copy.Total.Should().Be(6);
        copy.Masses().Should().Equal(histogram.Masses());
        copy.Undefined.Should().Be(histogram.Undefined);
        copy.Cells.ToArray().Should().Equal(histogram.Cells.ToArray());
        copy.OutOfRangeCount.Should().Be(2);
    }

    [Fact]
    public void FromCells_WrongLengthOrNegative_Throws()
    {
        var wrongLength = () => Histogram.FromCells(new int[48], Bins);
        var negative = () => Histogram.FromCells([-1, .. Enumerable.Repeat(1, 48)], Bins);

        wrongLength.Should().Throw<ArgumentException>().WithMessage("*49 cells, not 48*");
        negative.Should().Throw<ArgumentException>().WithMessage("*negative count -1*");
    }

    [Fact]
    public void MassesOf_UniformTarget_IsOne32ndPerBinInTheRange()
    {
        var masses = Histogram.MassesOf(new UniformTarget(Bins.Range), Bins);

        masses.Should().Equal(Enumerable.Range(0, 48).Select(k => k is >= 8 and < 40 ? 1 / 32.0 : 0));
    }

    [Fact]
    public void MassesOf_TargetWiderThanTheBins_PutsTheRestIntoTheEndBins()
    {
        var masses = Histogram.MassesOf(new UniformTarget(new QuantityRange(-2, 8)), Bins);

        masses[0].Should().BeApproximately(0.2 + 0.0125, 1e-15);
        masses[20].Should().BeApproximately(0.0125, 1e-15);
        masses[47].Should().BeApproximately(0.2 + 0.0125, 1e-15);
        masses.Sum().Should().BeApproximately(1, 1e-15);
    }

    [Fact]
    public void MergePairs_FortyEight_GivesTwentyFourSums()
    {
        var merged = Histogram.MergePairs(Enumerable.Range(0, 48).Select(k => (double)k).ToArray());

        merged.Should().Equal(Enumerable.Range(0, 24).Select(k => (4.0 * k) + 1));
    }

    [Fact]
    public void MergePairs_OddNumber_Throws()
    {
        var merge = () => Histogram.MergePairs([1, 2, 3]);

        merge.Should().Throw<ArgumentException>().WithMessage("*even number*3*");
    }
}
