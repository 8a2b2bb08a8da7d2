using Misgen.Core.Jobs;

namespace Misgen.Host.Progress;

/// <summary>How a job ended, on one line.</summary>
internal static class JobLine
{
    public static string Of(Job job, JobResult result) => result.Outcome switch
    {
        JobOutcome.Computed => $"{job.Label}: done in {result.Wall.TotalSeconds:0.0} s",
        JobOutcome.Failed => $"{job.Label}: FAILED: {result.Reason}",
        JobOutcome.Skipped => $"{job.Label}: skipped, {result.Reason}",
        _ => $"{job.Label}: done already",
    };
}
