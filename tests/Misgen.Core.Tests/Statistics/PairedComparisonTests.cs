using Misgen.Core.Statistics;

namespace Misgen.Core.Tests.Statistics;

public sealed class PairedComparisonTests
{
    // R: t.test(extra ~ group, data = sleep, paired = TRUE) gives p = 0.002833.
    [Fact]
    public void PValues_OneIntervention_IsThePairedTTest()
    {
        var p = PairedComparison.PValues([[1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4]]);

        p[0].Should().BeApproximately(0.002833, 5e-7);
    }

    // Computed with NumPy and scipy.stats.t.sf from the pooled variance, 7 degrees of freedom (1.10.1).
    [Fact]
    public void PValues_ThreeInterventions_PoolTheVarianceOfTheirDifferences()
    {
        var p = PairedComparison.PValues([[0.12, 0.15, 0.10], [0.02, -0.01, 0.03], [0.3, 0.25, 0.41, 0.28]]);

        p[0].Should().BeApproximately(0.0032773715994272525, 1e-12);
        p[1].Should().BeApproximately(0.6510534236574003, 1e-12);
        p[2].Should().BeApproximately(4.386636986569001e-06, 1e-12);
    }

    [Fact]
    public void PValues_SignsReversed_AreTheSame() =>
        PairedComparison.PValues([[-0.12, -0.15, -0.10]]).Should().Equal(PairedComparison.PValues([[0.12, 0.15, 0.10]]));

    [Fact]
    public void PValues_OneSeed_IsNull()
    {
        var p = PairedComparison.PValues([[0.3], [0.1, 0.2], []]);

        p[0].Should().BeNull();
        p[1].Should().NotBeNull();
        p[2].Should().BeNull();
    }

    [Fact]
    public void PValues_NoSpreadAtAll_IsZeroOrOne() => PairedComparison.PValues([[0.5, 0.5], [0, 0]]).Should().Equal(0, 1);
}
