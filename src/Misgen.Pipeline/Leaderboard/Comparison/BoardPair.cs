namespace Misgen.Pipeline.Leaderboard.Comparison;

/// <summary>One task and model in two leaderboards.</summary>
/// <param name="Task">The task in the baseline.</param>
/// <param name="Model">The model there.</param>
/// <param name="OtherTask">The task in the other leaderboard.</param>
/// <param name="Other">The model there.</param>
internal sealed record BoardPair(TaskBoard Task, ModelBoard Model, TaskBoard OtherTask, ModelBoard Other)
{
    /// <summary>The pairs of two leaderboards that are comparable, in the order of the baseline.</summary>
    public static IReadOnlyList<BoardPair> Of(LeaderboardDocument baseline, LeaderboardDocument current) =>
    [
        .. from task in baseline.Tasks
           let other = current.Tasks.Single(one => one.Task == task.Task)
           from model in task.Models
           select new BoardPair(task, model, other, other.Models.Single(one => one.Model == model.Model)),
    ];
}
