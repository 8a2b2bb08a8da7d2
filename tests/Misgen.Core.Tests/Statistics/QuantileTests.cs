using Misgen.Core.Statistics;

namespace Misgen.Core.Tests.Statistics;

public sealed class QuantileTests
{
    // numpy.quantile([1, 2, 4, 8, 16], p) (1.24.2).
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.025, 1.1)]
    [InlineData(0.3, 2.4)]
    [InlineData(0.95, 14.4)]
    [InlineData(1, 16)]
    public void OfSorted_FiveValues_AgreesWithNumPy(double probability, double expected) =>
        Quantile.OfSorted([1, 2, 4, 8, 16], probability).Should().BeApproximately(expected, 1e-14);

    [Fact]
    public void Central95_Percentages_LeavesOutTwoAndAHalfOnEitherSide()
    {
        var percentages = Enumerable.Range(0, 101).Select(i => (double)i).ToArray();

        var interval = Quantile.Central95(percentages);

        interval.Low.Should().BeApproximately(2.5, 1e-12);
        interval.High.Should().BeApproximately(97.5, 1e-12);
        interval.Contains(50).Should().BeTrue();
        interval.Contains(99).Should().BeFalse();
    }
}
