using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Core.Store;
using Misgen.Host.Environment;
using Misgen.Pipeline.Planning;

namespace Misgen.Host.Verification;

/// <summary>What came of running a finished job again.</summary>
internal enum Agreement
{
    /// <summary>The same bytes.</summary>
    Same,

    /// <summary>Other bytes.</summary>
    Different,

    /// <summary>Its artifact or one that it reads is damaged.</summary>
    Damaged,

    /// <summary>It failed.</summary>
    Failed,
}

/// <summary>A finished job that was run again.</summary>
/// <param name="Record">What its artifact says.</param>
/// <param name="Agreement">What came of it.</param>
/// <param name="Reason">What is different, damaged, or failed; null where all is the same.</param>
/// <param name="Facts">What it depended on, then and now; null where it was not run.</param>
internal sealed record VerifiedJob(ArtifactRecord Record, Agreement Agreement, string? Reason = null, IReadOnlyList<ProvenanceFact>? Facts = null);

/// <summary>Runs finished jobs again, each by itself: its inputs are those of the store. Called from several threads at once.</summary>
/// <param name="store">The store, which is only read.</param>
/// <param name="scratch">Where results are written, and removed again.</param>
/// <param name="kinds">The kinds of jobs by name.</param>
internal sealed class Reexecution(ArtifactStore store, ArtifactStore scratch, IReadOnlyDictionary<string, IJobKind> kinds)
{
    private readonly Lock _gpu = new();

    /// <summary>Runs one.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public VerifiedJob Run(ArtifactRecord record, CancellationToken cancellation)
    {
        try
        {
            if (Damage(record.Job) is { } damage)
                return new VerifiedJob(record, Agreement.Damaged, damage);
            if (ComputeEnvironment.DeviceOf(record.Job.Numerics) == "cpu")
                return RunHere(record, cancellation);
            lock (_gpu)
                return RunHere(record, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            return new VerifiedJob(
                record, Agreement.Failed, OneLine.FirstLine(exception is PluginException or StoreException ? exception.Message : OneLine.Of(exception)));
        }
    }

    private string? Damage(Job job)
    {
        if (Of(job.Id) is { } own)
            return $"its artifact is {own}";
        return job.Inputs.Select(input => Of(input.Id) is { } damage ? $"its input {input.Name} is {damage}" : null).FirstOrDefault(damage => damage is not null);

        string? Of(JobId id) => store.Check(id) switch
        {
            { Exists: true } => null,
            { Damage: { } damage } => $"damaged ({damage})",
            _ => "gone",
        };
    }

    private VerifiedJob RunHere(ArtifactRecord record, CancellationToken cancellation)
    {
        var job = record.Job;
        var device = ComputeEnvironment.DeviceOf(job.Numerics);
        new JobRunner(scratch, kinds, () => MachineFacts.Provenance(device), TimeProvider.System, source: store).Run(job, new Unobserved(), cancellation);
        var (then, now) = (store.Open(job.Id), scratch.Open(job.Id));
        var (before, after) = (then.FileDigests, now.FileDigests);
        var facts = ProvenanceFact.Of(job, then.Provenance, now.Provenance);
        scratch.TryRemove(job.Id);
        if (then.Digest == now.Digest)
            return new VerifiedJob(record, Agreement.Same, null, facts);
        var files = before.Keys.Union(after.Keys).Where(file => before.GetValueOrDefault(file) != after.GetValueOrDefault(file)).Order(StringComparer.Ordinal);
        return new VerifiedJob(record, Agreement.Different, string.Join(", ", files), facts);
    }

    private sealed class Unobserved : IJobObserver
    {
        public void Started(Job job)
        {
        }

        public void Progressed(Job job, double share)
        {
        }

        public void Ended(Job job, JobResult result)
        {
        }

        public void Warned(string message)
        {
        }
    }
}
