using Misgen.Core.Drift;
using Misgen.Pipeline.Leaderboard.Comparison;
using Xunit.Abstractions;

namespace Misgen.Pipeline.Tests.Comparison;

/// <summary>
/// How often a check with a baseline of three seeds raises a false alarm over one fresh seed, and how often it finds a change, at the sizes
/// of the profiles. Measured: docs/checking.md.
/// </summary>
public sealed class SimulatedChecksTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("smoke", 3, 500, 0.0, 400)]
    [InlineData("smoke", 3, 500, 0.05, 800)]
    [InlineData("smoke", 3, 500, 0.08, 800)]
    [InlineData("quick", 5, 4000, 0.015, 600)]
    [InlineData("quick", 5, 4000, 0.025, 600)]
    public void Check_UnchangedCode_RaisesFewFalseAlarms(string profile, int tasks, int samples, double seedNoise, int checks)
    {
        var simulated = new SimulatedBenchmark($"{profile}/{seedNoise}", tasks, samples, seedNoise);
        var variances = new List<double>();

        var alarms = Enumerable.Range(0, checks).Count(world =>
        {
            var baseline = simulated.Run(world, 0, 3);
            variances.AddRange(SimulatedBenchmark.VariancesOfTv(baseline));
            return BoardComparison.Of(baseline, simulated.Run(world, 1, 1)).Moved.Any();
        });

        output.WriteLine($"{profile}, noise {seedNoise}: standard deviation of TV over seeds {Math.Sqrt(variances.Average()):0.0000}, {100.0 * alarms / checks:0.0} % false alarms");
        ((double)alarms / checks).Should().BeLessThanOrEqualTo(0.02);
    }

    [Theory]
    [InlineData(0.0, 0.9)]
    [InlineData(0.01, 0.9)]
    [InlineData(0.02, 0.9)]
    public void Check_DriftGrownByFiveHundredths_IsFound(double seedNoise, double least) =>
        Found("drift", seedNoise, DriftGrown).Should().BeGreaterThanOrEqualTo(least);

    [Theory]
    [InlineData(0.0, 0.9)]
    [InlineData(0.01, 0.9)]
    [InlineData(0.02, 0.75)]
    public void Check_FiveHundredthsMovedFromTheLowToTheHighThird_IsFound(double seedNoise, double least) =>
        Found("shape", seedNoise, LowToHigh).Should().BeGreaterThanOrEqualTo(least);

    private double Found(string what, double seedNoise, Func<double[], double[]> planted)
    {
        const int Checks = 300;
        var simulated = new SimulatedBenchmark($"planted/{what}/{seedNoise}", 5, 4000, seedNoise);
        var variances = new List<double>();

        var found = Enumerable.Range(0, Checks).Count(world =>
        {
            var baseline = simulated.Run(world, 0, 3);
            variances.AddRange(SimulatedBenchmark.VariancesOfTv(baseline));
            return BoardComparison.Of(baseline, simulated.Run(world, 1, 1, planted)).Moved.Any(change => change.Task == "task/a");
        });
        output.WriteLine($"{what}, noise {seedNoise}: standard deviation of TV over seeds {Math.Sqrt(variances.Average()):0.0000}, {100.0 * found / Checks:0.0} % found");
        return (double)found / Checks;
    }

    private static double[] DriftGrown(double[] masses)
    {
        var drift = MassChange.Between(masses, SyntheticBoard.Uniform);
        var factor = 1 + (0.05 / TotalVariation.Between(masses, SyntheticBoard.Uniform));
        double[] grown = [.. drift.Select((change, k) => Math.Max(0, SyntheticBoard.Uniform[k] + (factor * change)))];
        return [.. grown.Select(mass => mass / grown.Sum())];
    }

    private static double[] LowToHigh(double[] masses)
    {
        var (low, high) = (masses[8..19].Sum(), masses[29..40].Sum());
        return [.. masses.Select((mass, k) => k is >= 8 and < 19 ? mass * (1 - (0.05 / low)) : k is >= 29 and < 40 ? mass * (1 + (0.05 / high)) : mass)];
    }
}
