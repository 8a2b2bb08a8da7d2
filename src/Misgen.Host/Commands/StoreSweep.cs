using Misgen.Core.Plugins;
using Misgen.Core.Store;
using Misgen.Pipeline.Configuration;
using Misgen.Pipeline.Jobs;
using Misgen.Pipeline.Planning;

namespace Misgen.Host.Commands;

/// <summary><c>store gc</c>: removes what nothing can use any more.</summary>
/// <param name="terminal">Takes a line for everything that is removed.</param>
/// <param name="store">The store.</param>
/// <param name="dryRun">Whether nothing is to be touched.</param>
internal sealed class StoreSweep(Terminal terminal, ArtifactStore store, bool dryRun)
{
    public int Run(BenchmarksFile benchmarks, PluginCatalog catalog, CancellationToken cancellation)
    {
        // Before anything is written to the store: whoever writes to it removes them.
        var leftovers = store.Leftovers();
        var quarantined = store.Quarantined();
        var ids = store.List();
        ArtifactRecord[] records = [.. ids.Select(store.Read).OfType<ArtifactRecord>()];
        var reachable = new ReachableJobs(records.Select(record => record.Job), benchmarks.Profiles, catalog, JobKinds.All(catalog, 1));
        var doomed = records.Where(record => !reachable.Contains(record.Job.Id)).ToArray();

        // What a job reads is known of those that can be reached. Another one that is being computed may read any of the rest.
        if (doomed.Length > 0 && store.Locked().Where(id => !reachable.Contains(id)).Select(id => id.Short).FirstOrDefault() is { } foreign)
        {
            terminal.Message($"{doomed.Length} artifacts are left alone: a process works on job {foreign}, which is of no profile and plugin and may need them");
            doomed = [];
        }

        List<ArtifactRecord> removed = [];
        foreach (var record in doomed)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!dryRun && !store.TryRemove(record.Job.Id))
            {
                terminal.Message($"left alone: a process works on job {record.Job.Id.Short}, {record.Job.Label}");
                continue;
            }

            removed.Add(record);
            terminal.WriteLine($"{Verb}  {record.Job.Id.Short}  {record.Job.Label}  ({ByteSize.Of(record.Bytes)}; {reachable.Obstacle(record.Job)})");
        }

        Say(leftovers, "left by a process that died");
        Say(quarantined, "damaged and set aside");
        if (!dryRun)
        {
            store.Prepare();
            foreach (var one in quarantined)
                store.Remove(one);
        }

        if (ids.Count > records.Length)
            terminal.Message($"{ids.Count - records.Length} artifacts have no readable artifact.json: misgen-bench store verify sets them aside");
        var bytes = removed.Sum(record => record.Bytes) + leftovers.Sum(one => one.Bytes) + quarantined.Sum(one => one.Bytes);
        terminal.WriteLine($"{(dryRun ? "would free" : "freed")} {ByteSize.Of(bytes)}: {removed.Count} artifacts that nothing can use, {quarantined.Count} damaged, {leftovers.Count} left by processes that died; {ids.Count - removed.Count} artifacts stay");
        return ExitCode.Done;
    }

    private string Verb => dryRun ? "would remove" : "removed";

    private void Say(IReadOnlyList<StoreRemains> remains, string what)
    {
        foreach (var one in remains)
            terminal.WriteLine($"{Verb}  {Path.GetRelativePath(store.Root, one.Folder)}  ({ByteSize.Of(one.Bytes)}; {what})");
    }
}
