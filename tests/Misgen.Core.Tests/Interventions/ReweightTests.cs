using Misgen.Core.Distributions;
using Misgen.Core.Interventions;
using Misgen.Core.Interventions.Data;

namespace Misgen.Core.Tests.Interventions;

public sealed class ReweightTests
{
    // Masses times curated/observed, clipped to [.1, 10].
    [Theory]
    [InlineData(0.25, 0.5, 0.125)]
    [InlineData(0.25, 0.25, 0.25)]
    [InlineData(0.25, 0.125, 0.5)]
    [InlineData(0.25, 0.025, 2.5)]
    [InlineData(0.25, 0.01, 2.5)]
    [InlineData(0.25, 0, 2.5)]
    [InlineData(0.01, 0.5, 0.001)]
    [InlineData(0, 0.5, 0)]
    [InlineData(0, 0, 0)]
    public void TrainingPrior_OneBin_IsItsMassTimesTheClippedRatio(double curated, double observed, double expected) =>
        Prior(curated, observed)[10].Should().BeApproximately(expected, 1e-15);

    [Fact]
    public void TrainingPrior_OneBin_LeavesTheOthersAlone()
    {
        var prior = Prior(0.25, 0.5);

        prior.Should().HaveCount(QuantityBins.Count);
        prior[11].Should().Be(0.5);
        prior.Where((_, k) => k is not (10 or 11)).Should().OnlyContain(mass => mass == 0);
    }

    private static double[] Prior(double curated, double observed)
    {
        var (c, o) = (new double[QuantityBins.Count], new double[QuantityBins.Count]);
        (c[10], c[11]) = (curated, 0.5);
        (o[10], o[11]) = (observed, 0.5);
        return new Reweight().TrainingPrior(new ExpectedDrift(c, new double[QuantityBins.Count], o, null, 1));
    }
}
