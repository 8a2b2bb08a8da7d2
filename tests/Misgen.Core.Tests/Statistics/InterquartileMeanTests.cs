using Misgen.Core.Statistics;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Statistics;

public sealed class InterquartileMeanTests
{
    // scipy.stats.trim_mean(x, .25), which rliable's aggregate_iqm calls (1.10.1).
    [Theory]
    [InlineData(new[] { 8.0, 1, 2, 3, 4, 5, 6, 7 }, 4.5)]
    [InlineData(new[] { 1.0, 2, 3, 4, 5, 6, 7, 8, 9, 100 }, 5.5)]
    [InlineData(new[] { 1.0, 2, 3 }, 2)]
    [InlineData(new[] { 5, -1, 3, 2, 8, 0.5 }, 2.625)]
    [InlineData(new[] { 7.0 }, 7)]
    public void Of_Scores_AgreesWithScipysTrimmedMean(double[] scores, double expected) =>
        InterquartileMean.Of(scores).Should().BeApproximately(expected, 1e-14);

    [Fact]
    public void Of_Scores_LeavesTheirOrderAlone()
    {
        double[] scores = [3, 1, 2];

        InterquartileMean.Of(scores);

        scores.Should().Equal(3, 1, 2);
    }

    [Fact]
    public void WithInterval_ThreeTasks_HoldsTheValueAndIsReproducible()
    {
        double[][] scores = [[0.1, 0.2, 0.15], [0.4, 0.5, 0.45], [0.7, 0.6, 0.9]];

        var estimate = InterquartileMean.WithInterval(scores, 1, "iqm");

        estimate.Value.Should().BeApproximately(InterquartileMean.Of([.. scores.SelectMany(task => task)]), 1e-15);
        estimate.Low.Should().BeLessThan(estimate.Value!.Value);
        estimate.High.Should().BeGreaterThan(estimate.Value.Value);
        InterquartileMean.WithInterval(scores, 1, "iqm").Should().Be(estimate);
    }

    [Fact]
    public void WithInterval_TasksApartWithoutSpread_HasNoWidth()
    {
        // Strata: seeds are drawn within a task, so the tasks' own differences do not widen the interval.
        var estimate = InterquartileMean.WithInterval([[0, 0], [0.5, 0.5], [1, 1]], 1, "iqm");

        estimate.Should().Be(new Estimate(0.5, 0.5, 0.5));
    }

    [Fact]
    public void WithInterval_ManySeedsOfOneTask_AgreesWithNormalTheory()
    {
        var random = new RandomStream(2, "seeds");
        double[] scores = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())];

        var estimate = InterquartileMean.WithInterval([scores], 1, "iqm");

        // The 25 % trimmed mean of uniforms has asymptotic variance (2 ∫_{1/4}^{1/2} (u−½)² du + ½ · 1/16) · 4 / n = 1/(6 n).
        var half = (estimate.High - estimate.Low) / 2;
        half.Should().BeApproximately(1.96 * Math.Sqrt(1 / 6.0 / 400), 0.006);
    }

    // Another generator, another trimming. A 2.5 % quantile of 2,000 replicates has a standard error of .06 of the replicates' deviation,
    // which is the width over 3.92: four of them.
    [Theory]
    [InlineData(1, 5)]
    [InlineData(4, 3)]
    [InlineData(6, 5)]
    public void WithInterval_TasksAndSeeds_AgreesWithDirectResampling(int tasks, int seeds)
    {
        const int Direct = 20_000;
        var scores = new RandomStream(3, "scores");
        double[][] perTask = [.. Enumerable.Range(0, tasks).Select(task =>
            Enumerable.Range(0, seeds).Select(_ => (0.1 * task) + (0.2 * scores.NextNormal())).ToArray())];
        var dice = new Random(1);

        var estimate = InterquartileMean.WithInterval(perTask, 1, "iqm");

        var replicates = Enumerable.Range(0, Direct).Select(_ => perTask.SelectMany(task => dice.GetItems(task, seeds)).Order().ToArray())
            .Select(drawn => drawn.Skip(drawn.Length / 4).SkipLast(drawn.Length / 4).Average()).Order().ToArray();
        var error = 4 * 0.06 * (replicates[Direct * 39 / 40] - replicates[Direct / 40]) / 3.92;
        estimate.Low.Should().BeApproximately(replicates[Direct / 40], error);
        estimate.High.Should().BeApproximately(replicates[Direct * 39 / 40], error);
    }

    [Fact]
    public void WithInterval_ATaskWithOneSeed_HasNoInterval() =>
        InterquartileMean.WithInterval([[0.2], [0.3, 0.5]], 1, "iqm").Low.Should().BeNull();

    [Fact]
    public void WithInterval_NoScores_IsUndefined() =>
        InterquartileMean.WithInterval([[]], 1, "iqm").Should().Be(Estimate.Undefined);
}
