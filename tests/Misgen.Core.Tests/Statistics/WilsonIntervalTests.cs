using FsCheck;
using FsCheck.Fluent;
using Misgen.Core.Statistics;

namespace Misgen.Core.Tests.Statistics;

public sealed class WilsonIntervalTests
{
    // Newcombe, "Two-sided confidence intervals for the single proportion", Stat. Med. 17, 1998, table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Of_NewcombesExamples_GivesThePublishedInterval(int successes, int total, double low, double high)
    {
        var estimate = WilsonInterval.Of(successes, total);

        estimate.Value.Should().Be((double)successes / total);
        estimate.Low.Should().BeApproximately(low, 5e-5);
        estimate.High.Should().BeApproximately(high, 5e-5);
    }

    // scipy.stats.binomtest(3900, 4000).proportion_ci(method='wilson') (1.10.1).
    [Fact]
    public void Of_HighPlausibility_AgreesWithScipy()
    {
        var estimate = WilsonInterval.Of(3900, 4000);

        estimate.Low.Should().BeApproximately(0.9696868860200251, 1e-12);
        estimate.High.Should().BeApproximately(0.9794016428547584, 1e-12);
    }

    [Fact]
    public void Of_AllOrNone_EndsExactly()
    {
        WilsonInterval.Of(0, 7).Low.Should().Be(0);
        WilsonInterval.Of(7, 7).High.Should().Be(1);
    }

    [Fact]
    public void Of_NoTrials_IsUndefined() => WilsonInterval.Of(0, 0).Should().Be(Estimate.Undefined);

    [Fact]
    public void Of_MoreSuccessesThanTrials_Throws()
    {
        var estimate = () => WilsonInterval.Of(5, 4);

        estimate.Should().Throw<ArgumentException>().WithMessage("*5 of 4*");
    }

    [Fact]
    public void Of_AnyCounts_HoldsTheShareAndMirrors() => Prop.ForAll<byte, byte>((successes, failures) =>
    {
        if (successes + failures == 0)
            return true;
        var estimate = WilsonInterval.Of(successes, successes + failures);
        var mirrored = WilsonInterval.Of(failures, successes + failures);
        return estimate.Low <= estimate.Value && estimate.Value <= estimate.High
            && Math.Abs(estimate.Low!.Value + mirrored.High!.Value - 1) < 1e-12;
    }).QuickCheckThrowOnFailure();
}
