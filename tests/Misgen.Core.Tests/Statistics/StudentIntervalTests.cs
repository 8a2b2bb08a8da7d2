using Misgen.Core.Statistics;

namespace Misgen.Core.Tests.Statistics;

public sealed class StudentIntervalTests
{
    // Student's own sleep data (Biometrika 6, 1908); R: t.test(extra ~ group, data = sleep, paired = TRUE).
    private static readonly double[] Sleep = [1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4];

    [Fact]
    public void OfMean_StudentsSleepData_GivesThePublishedInterval()
    {
        var estimate = StudentInterval.OfMean(Sleep);

        estimate.Value.Should().BeApproximately(1.58, 1e-12);
        estimate.Low.Should().BeApproximately(0.7001142, 1e-7);
        estimate.High.Should().BeApproximately(2.4598858, 1e-7);
    }

    // scipy.stats.t.interval(.95, 1, .3, scipy.stats.sem([.1, .5])) (1.10.1).
    [Fact]
    public void OfMean_TwoSeeds_AgreesWithScipy()
    {
        var estimate = StudentInterval.OfMean([0.1, 0.5]);

        estimate.Low.Should().BeApproximately(-2.241240947286419, 1e-9);
        estimate.High.Should().BeApproximately(2.8412409472864186, 1e-9);
    }

    [Fact]
    public void OfMean_OneSeed_HasNoInterval() => StudentInterval.OfMean([0.4]).Should().Be(new Estimate(0.4, null, null));

    [Fact]
    public void OfMean_NoSeed_IsUndefined() => StudentInterval.OfMean([]).Should().Be(Estimate.Undefined);

    [Fact]
    public void OfMean_EqualValues_HasNoWidth() => StudentInterval.OfMean([2, 2, 2]).Should().Be(new Estimate(2, 2, 2));
}
