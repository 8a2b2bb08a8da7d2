namespace Misgen.Core.Jobs;

/// <summary>Makes every artifact of a graph exist.</summary>
public interface IJobEngine
{
    /// <summary>
    /// Runs what is not in the store yet. A job that fails does not stop the others; what depends on it is skipped. A fault of the
    /// store itself stops the run.
    /// </summary>
    /// <param name="graph">The jobs.</param>
    /// <param name="observer">Is told of every step; called from several threads.</param>
    /// <param name="cancellation">Stops the run; finished jobs are kept.</param>
    /// <returns>How each job ended.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    Task<RunReport> RunAsync(JobGraph graph, IJobObserver observer, CancellationToken cancellation);
}

/// <summary>Is told how a run goes on. Called from several threads at once.</summary>
public interface IJobObserver
{
    /// <summary>A job has begun to compute.</summary>
    /// <param name="job">The job.</param>
    void Started(Job job);

    /// <summary>A job is part done.</summary>
    /// <param name="job">The job.</param>
    /// <param name="share">The finished share, 0 to 1.</param>
    void Progressed(Job job, double share);

    /// <summary>A job has ended.</summary>
    /// <param name="job">The job.</param>
    /// <param name="result">How.</param>
    void Ended(Job job, JobResult result);

    /// <summary>Something that the user should know and that is no failure of a job, such as a damaged artifact set aside.</summary>
    /// <param name="message">One line.</param>
    void Warned(string message);
}

/// <summary>How a job ended.</summary>
public enum JobOutcome
{
    /// <summary>Its artifact was in the store already.</summary>
    Present,

    /// <summary>It was computed in this run.</summary>
    Computed,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was not run, because an input failed or the run was stopped.</summary>
    Skipped,
}

/// <summary>How a job ended, and why.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Reason">One line; null where it succeeded.</param>
/// <param name="Wall">Time it took in this run.</param>
public sealed record JobResult(JobOutcome Outcome, string? Reason = null, TimeSpan Wall = default)
{
    /// <summary>Whether its artifact exists.</summary>
    public bool Succeeded => Outcome is JobOutcome.Present or JobOutcome.Computed;
}

/// <summary>How a run ended.</summary>
/// <param name="Results">How each job ended.</param>
/// <param name="StoreFault">What was wrong with the store, where that stopped the run.</param>
public sealed record RunReport(IReadOnlyDictionary<JobId, JobResult> Results, string? StoreFault = null)
{
    /// <summary>Whether every artifact exists.</summary>
    public bool Succeeded => StoreFault is null && Results.Values.All(result => result.Succeeded);

    /// <summary>How many jobs ended in <paramref name="outcome"/>.</summary>
    /// <param name="outcome">An outcome.</param>
    public int Count(JobOutcome outcome) => Results.Values.Count(result => result.Outcome == outcome);
}
