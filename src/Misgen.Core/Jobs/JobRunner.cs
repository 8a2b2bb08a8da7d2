using System.Text.Json.Nodes;
using Misgen.Core.Store;

namespace Misgen.Core.Jobs;

/// <summary>
/// Runs one job against a store, on the calling thread: at most once per id however many processes share the store. Every engine
/// ends here.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="kinds">The kinds by name.</param>
/// <param name="provenance">Facts about this build and machine that every artifact records.</param>
/// <param name="clock">The time.</param>
/// <param name="source">The store that inputs are read from; null for the same.</param>
public sealed class JobRunner(
    ArtifactStore store, IReadOnlyDictionary<string, IJobKind> kinds, Func<JsonObject> provenance, TimeProvider clock, ArtifactStore? source = null)
{
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(100);

    /// <summary>The store.</summary>
    public ArtifactStore Store => store;

    /// <summary>Makes the artifact of <paramref name="job"/> exist. Its inputs must be in the store that they are read from.</summary>
    /// <param name="job">The job.</param>
    /// <param name="observer">Is told of start, progress and damaged artifacts.</param>
    /// <param name="cancellation">Stops the job; nothing of it stays in the store.</param>
    /// <returns><see cref="JobOutcome.Present"/> where it was there already, else <see cref="JobOutcome.Computed"/>.</returns>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public JobOutcome Run(Job job, IJobObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(observer);
        if (store.Check(job.Id).Exists)
            return JobOutcome.Present;

        using var held = Acquire(job.Id, cancellation);
        if (IsPresent(job, observer))
            return JobOutcome.Present;

        observer.Started(job);
        var kind = kinds[job.Kind];
        var inputs = job.Inputs.ToDictionary(input => input.Name, input => (source ?? store).Open(input.Id), StringComparer.Ordinal);
        var started = clock.GetUtcNow();
        var cpu = CpuOfThread.Now();
        using var writer = store.Begin(job);
        kind.Run(new JobContext(job, inputs, writer, share => observer.Progressed(job, share), cancellation));
        cancellation.ThrowIfCancellationRequested();

        var facts = provenance();
        var ended = clock.GetUtcNow();
        facts["started"] = started.ToString("O");
        facts["ended"] = ended.ToString("O");
        facts["wallSeconds"] = Math.Round((ended - started).TotalSeconds, 3);
        facts["cpuSeconds"] = Math.Round((CpuOfThread.Now() - cpu).TotalSeconds, 3);
        facts["inputDigests"] = new JsonObject(inputs.Select(input => KeyValuePair.Create(input.Key, (JsonNode?)input.Value.Digest)));
        store.Commit(writer, facts);
        return JobOutcome.Computed;
    }

    private bool IsPresent(Job job, IJobObserver observer)
    {
        var state = store.Check(job.Id);
        if (state.Damage is { } damage)
        {
            var place = store.Quarantine(job.Id);
            observer.Warned($"{job.Label}: its artifact {job.Id.Short} was damaged ({damage}); set aside in {place}, recomputing");
            return false;
        }

        return state.Exists;
    }

    private ArtifactLock Acquire(JobId id, CancellationToken cancellation)
    {
        while (true)
        {
            if (store.TryLock(id) is { } held)
                return held;
            if (cancellation.WaitHandle.WaitOne(LockPoll))
                cancellation.ThrowIfCancellationRequested();
        }
    }
}
