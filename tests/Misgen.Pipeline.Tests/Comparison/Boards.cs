using Misgen.Pipeline.Leaderboard;

namespace Misgen.Pipeline.Tests.Comparison;

/// <summary>Small leaderboards of one task with 4,000 samples per seed, without randomness.</summary>
public static class Boards
{
    /// <summary>As many values in every bin of the range, but for a few that differ from seed to seed.</summary>
    public static LeaderboardDocument Steady(int seeds, double[]? predicted = null, double condition = 0.001) => Make(0, seeds, predicted, condition);

    /// <summary><paramref name="moved"/> values of each seed are moved from the low to the high third.</summary>
    public static LeaderboardDocument Tilted(int moved, int seeds, double[]? predicted = null, double condition = 0.001) => Make(moved, seeds, predicted, condition);

    private static LeaderboardDocument Make(int moved, int seeds, double[]? predicted, double condition)
    {
        int[][] counts = [.. Enumerable.Range(0, seeds).Select(seed => Counts(moved, seed))];
        double[] Around(double value) => [.. Enumerable.Range(0, seeds).Select(seed => value + (0.004 * (seed % 3)))];
        return SyntheticBoard.Of([new SyntheticTask("task/a", counts, Around(0.9), [new SyntheticIntervention("condition", [.. Around(condition).Select(tv => tv / 4)], Around(0.92))], predicted)]);
    }

    private static int[] Counts(int moved, int seed)
    {
        var counts = new int[49];
        for (var k = 8; k < 40; k++)
            counts[k] = 125;
        for (var k = 8; k < 18; k++)
            counts[k] -= moved / 10;
        for (var k = 30; k < 40; k++)
            counts[k] += moved / 10;
        // Seeds differ by about the sampling error.
        counts[9 + seed] += 20;
        counts[24 + seed] -= 20;
        return counts;
    }
}
