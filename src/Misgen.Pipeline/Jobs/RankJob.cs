using Misgen.Core.Jobs;
using Misgen.Pipeline.Leaderboard;

namespace Misgen.Pipeline.Jobs;

/// <summary><c>rank</c>: the leaderboard, from the scores of all tasks and models.</summary>
public sealed class RankJob : IJobKind
{
    /// <summary>The file with the leaderboard.</summary>
    public const string LeaderboardFile = "leaderboard.json";

    /// <inheritdoc/>
    public string Name => "rank";

    /// <inheritdoc/>
    public int Revision => 1;

    /// <summary>The name of the input with a score.</summary>
    /// <param name="number">Its place in the leaderboard, from 0.</param>
    public static string InputName(int number) => $"score/{number}";

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var spec = Specs.Read<RankSpec>(context.Job.Spec);
        // By number: the order in which a job names its inputs is not part of its id.
        var scores = Enumerable.Range(0, context.Job.Inputs.Count)
            .Select(number => LeaderboardJson.FromNode<ScoredModel>(context.Input(InputName(number)).Result())).ToArray();
        var tasks = scores.GroupBy(score => score.Task.Task, StringComparer.Ordinal)
            .Select(group => group.First().Task with { Models = [.. group.SelectMany(score => score.Task.Models)] });
        var board = new LeaderboardDocument(
            LeaderboardDocument.CurrentSchemaVersion, new MisgenBuild(spec.Version), spec.Profile, spec.Numerics,
            [.. tasks], OverallRanking.Of(scores));
        context.Output.WriteFile(LeaderboardFile, LeaderboardJson.ToBytes(board));
    }
}
