using Misgen.Core.Drift;
using Misgen.Pipeline.Leaderboard;
using Misgen.Plugins;

namespace Misgen.Pipeline.Tests.Comparison;

/// <summary>
/// Benchmarks that are run again with other seeds. A task generates from a distribution of its own; each seed changes it a little and
/// smoothly, and then values are drawn from it. Plausibility and the drift with an intervention vary by half as much again as sampling
/// makes them.
/// </summary>
internal sealed class SimulatedBenchmark
{
    private readonly string _purpose;
    private readonly int _tasks;
    private readonly int _samples;
    private readonly double _seedNoise;

    /// <summary>Chooses what is simulated.</summary>
    /// <param name="purpose">Purpose of the random numbers.</param>
    /// <param name="tasks">How many tasks.</param>
    /// <param name="samples">Values per seed.</param>
    /// <param name="seedNoise">Standard deviation of the slowest cosine of a seed's log density; the faster ones fall off.</param>
    public SimulatedBenchmark(string purpose, int tasks, int samples, double seedNoise)
    {
        (_purpose, _tasks, _samples, _seedNoise) = (purpose, tasks, samples, seedNoise);
    }

    /// <summary>Runs it with some seeds.</summary>
    /// <param name="world">Which one of many: its tasks are the same for all runs.</param>
    /// <param name="run">Which run of it.</param>
    /// <param name="seeds">How many seeds.</param>
    /// <param name="planted">What is changed in the first task.</param>
    public LeaderboardDocument Run(int world, int run, int seeds, Func<double[], double[]>? planted = null)
    {
        var tasks = Enumerable.Range(0, _tasks).Select(task =>
        {
            var masses = Distribution(new RandomStream(1, $"{_purpose}/task/{task}", (ulong)world));
            var random = new RandomStream(2, $"{_purpose}/{world}/{task}", (ulong)run);
            int[][] counts = [.. Enumerable.Range(0, seeds).Select(_ =>
            {
                var ofSeed = OfSeed(masses, random);
                return Draw(task == 0 && planted is not null ? planted(ofSeed) : ofSeed, random);
            })];
            return new SyntheticTask($"task/{(char)('a' + task)}", counts, Shares(0.9, seeds, random), [new("condition", Tvs(0.1, seeds, random), Shares(0.92, seeds, random))]);
        });
        return SyntheticBoard.Of([.. tasks], (ulong)(100 * run));
    }

    /// <summary>The variance over its seeds of each task's drift.</summary>
    public static IEnumerable<double> VariancesOfTv(LeaderboardDocument board) => board.Tasks.Select(task =>
    {
        var tv = task.Models[0].Observed.PerSeed!.Select(masses => TotalVariation.Between(masses, task.Curated)).ToArray();
        return tv.Sum(one => (one - tv.Average()) * (one - tv.Average())) / (tv.Length - 1);
    });

    // A hump, two humps or a tilt, with some values outside the range, at a total variation of about .06 to .2.
    private static double[] Distribution(RandomStream random)
    {
        var (strength, phase, waves) = (random.NextUniform(0.15, 0.5), random.NextUniform(0, 2 * Math.PI), random.NextUniform(0.7, 2));
        return Normalised([.. Enumerable.Range(0, 48).Select(k =>
        {
            var u = (k + 0.5 - 8) / 32;
            return u is > 0 and < 1 ? 1 + (strength * Math.Cos((2 * Math.PI * waves * u) + phase)) : Math.Abs(u - 0.5) < 0.6 ? 0.15 : 0.001;
        })]);
    }

    private double[] OfSeed(double[] masses, RandomStream random)
    {
        double[] waves = [.. Enumerable.Range(1, 5).Select(wave => _seedNoise / wave * random.NextNormal())];
        return Normalised([.. masses.Select((mass, k) =>
            mass * Math.Exp(waves.Select((height, wave) => height * Math.Cos(Math.PI * (wave + 1) * (k + 0.5 - 8) / 32)).Sum()))]);
    }

    private int[] Draw(double[] masses, RandomStream random)
    {
        var cumulative = new double[48];
        var sum = 0.0;
        for (var k = 0; k < 48; k++)
            cumulative[k] = sum += masses[k];
        var counts = new int[49];
        for (var i = 0; i < _samples; i++)
        {
            var at = Array.BinarySearch(cumulative, random.NextDouble());
            counts[Math.Min(at < 0 ? ~at : at, 48)]++;
        }

        return counts;
    }

    private double[] Shares(double share, int seeds, RandomStream random) =>
        [.. Enumerable.Range(0, seeds).Select(_ => Math.Clamp(share + (Math.Sqrt(1.5 * share * (1 - share) / _samples) * random.NextNormal()), 0, 1))];

    private double[] Tvs(double tv, int seeds, RandomStream random) =>
        [.. Enumerable.Range(0, seeds).Select(_ => Math.Clamp(tv + (Math.Sqrt(1.5 * 0.2 / _samples) * random.NextNormal()), 0, 1))];

    private static double[] Normalised(double[] masses)
    {
        var sum = masses.Sum();
        return [.. masses.Select(mass => mass / sum)];
    }
}
