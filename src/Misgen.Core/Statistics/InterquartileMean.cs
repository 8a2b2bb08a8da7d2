using Misgen.Plugins;

namespace Misgen.Core.Statistics;

/// <summary>
/// The mean of the middle half of all scores, over tasks and seeds together: neither a single extreme task nor, as with the
/// median, a few middle ones decide (Agarwal et al., "Deep reinforcement learning at the edge of the statistical precipice",
/// NeurIPS 2021, section 4.3). As in their library rliable, <c>⌊n/4⌋</c> scores are cut off at either end.
/// </summary>
public static class InterquartileMean
{
    /// <summary>Number of bootstrap replicates.</summary>
    public const int Replicates = 2000;

    /// <summary>The interquartile mean.</summary>
    /// <param name="scores">At least one score.</param>
    /// <exception cref="ArgumentException"><paramref name="scores"/> is empty.</exception>
    public static double Of(ReadOnlySpan<double> scores)
    {
        if (scores.IsEmpty)
            throw new ArgumentException("No scores have no interquartile mean.", nameof(scores));
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        var cut = sorted.Length / 4;
        return Moments.Mean(sorted.AsSpan(cut, sorted.Length - (2 * cut)));
    }

    /// <summary>
    /// The interquartile mean over tasks and seeds with a percentile interval from the stratified bootstrap, which draws seeds
    /// anew within every task (ibid., section 4.1).
    /// </summary>
    /// <param name="seedsPerTask">For each task its scores, one per seed; tasks without scores are left out.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="purpose">Purpose of the bootstrap; replicate <c>i</c> has the stream (seed, purpose, <c>i</c>).</param>
    /// <returns>Undefined without scores. Without interval where a task has one seed: its spread between seeds is
    /// unknown.</returns>
    public static Estimate WithInterval(IReadOnlyList<double[]> seedsPerTask, ulong seed, string purpose)
    {
        ArgumentNullException.ThrowIfNull(seedsPerTask);
        var tasks = seedsPerTask.Where(scores => scores.Length > 0).ToArray();
        if (tasks.Length == 0)
            return Estimate.Undefined;
        var value = Of(tasks.SelectMany(scores => scores).ToArray());
        if (tasks.Any(scores => scores.Length < 2))
            return new Estimate(value, null, null);

        var replicates = new double[Replicates];
        var drawn = new double[tasks.Sum(scores => scores.Length)];
        for (var replicate = 0; replicate < Replicates; replicate++)
        {
            var random = new RandomStream(seed, purpose, (ulong)replicate);
            var filled = 0;
            foreach (var scores in tasks)
            {
                for (var i = 0; i < scores.Length; i++)
                    drawn[filled++] = scores[random.NextInt32(scores.Length)];
            }

            replicates[replicate] = Of(drawn);
        }

        Array.Sort(replicates);
        return Estimate.Of(value, Quantile.Central95(replicates));
    }
}
