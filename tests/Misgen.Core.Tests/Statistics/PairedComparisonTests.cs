using Misgen.Core.Statistics;

namespace Misgen.Core.Tests.Statistics;

public sealed class PairedComparisonTests
{
    // R: t.test(extra ~ group, data = sleep, paired = TRUE) gives p = 0.002833.
    [Fact]
    public void PValues_OneIntervention_IsThePairedTTest()
    {
        double[] one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        double[] other = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

        PairedComparison.PValues(one, [other])[0].Should().BeApproximately(0.002833, 5e-7);
        PairedComparison.PValues(other, [one])[0].Should().BeApproximately(0.002833, 5e-7);
    }

    // By hand: means 2, 4, 9, seeds' means 4, 5, 6. Residuals of none (0, 0, 0), of the others (1, −1, 0) and (−1, 1, 0): MS = 4 / 4 = 1,
    // and a difference has the variance 2/3. Student's distribution with 4 degrees of freedom has the closed form
    // F(t) = ½ + t (6 + t²) / (2 (4 + t²)^{3/2}).
    [Fact]
    public void PValues_TwoInterventions_ArePooledOverSeedsAsBlocks()
    {
        var p = PairedComparison.PValues([1, 2, 3], [[4, 3, 5], [7, 10, 10]]);

        p[0].Should().BeApproximately(TwoSided(2 / Math.Sqrt(2 / 3.0)), 1e-12);
        p[1].Should().BeApproximately(TwoSided(7 / Math.Sqrt(2 / 3.0)), 1e-12);

        static double TwoSided(double t) => 1 - (t * (6 + (t * t)) / Math.Pow(4 + (t * t), 1.5));
    }

    [Fact]
    public void PValues_AnEffectOfTheSeed_ChangesNothing()
    {
        double[] none = [0.15, 0.16, 0.14];
        double[][] interventions = [[0.12, 0.15, 0.10], [0.16, 0.15, 0.17]];
        double[] seed = [0.5, -0.2, 0.1];
        double[] Moved(double[] values) => [.. values.Zip(seed, (value, effect) => value + effect)];

        var moved = PairedComparison.PValues(Moved(none), [.. interventions.Select(Moved)]);

        moved.Zip(PairedComparison.PValues(none, interventions)).Should().OnlyContain(pair => Math.Abs(pair.First!.Value - pair.Second!.Value) < 1e-12);
    }

    [Fact]
    public void PValues_OneSeed_IsNull() => PairedComparison.PValues([0.3], [[0.1], [0.2]]).Should().HaveCount(2).And.OnlyContain(p => p == null);

    [Fact]
    public void PValues_OtherSeeds_AreRefused()
    {
        var act = () => PairedComparison.PValues([0.3, 0.2], [[0.1, 0.2, 0.3]]);

        act.Should().Throw<ArgumentException>().WithMessage("*2 seeds of every intervention*");
    }

    [Fact]
    public void PValues_NoSpreadAtAll_IsZeroOrOne() => PairedComparison.PValues([0, 0], [[0.5, 0.5], [0, 0]]).Should().Equal(0, 1);
}
