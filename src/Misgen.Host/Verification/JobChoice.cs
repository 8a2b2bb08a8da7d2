using Misgen.Core.Jobs;
using Misgen.Core.Store;

namespace Misgen.Host.Verification;

/// <summary>Which finished jobs this installation can run again, and which of them first.</summary>
internal static class JobChoice
{
    /// <summary>Why a job cannot be run again here, in a few words; null where it can.</summary>
    /// <param name="job">A finished job.</param>
    /// <param name="kinds">The kinds of jobs of this build.</param>
    /// <param name="plugins">Digests of the plugins that are loaded.</param>
    /// <param name="numerics">Numerics fingerprints of the devices of this machine.</param>
    /// <param name="stored">What the store holds.</param>
    public static string? Obstacle(
        Job job, IReadOnlyDictionary<string, IJobKind> kinds, IReadOnlySet<string> plugins, IReadOnlySet<string> numerics, IReadOnlySet<JobId> stored)
    {
        if (job.Kind == "import")
            return "of your own demonstrations, which are not in the store";
        if (!kinds.TryGetValue(job.Kind, out var kind) || kind.Revision != job.Revision)
            return $"of revision {job.Revision} of kind {job.Kind}, which this build does not make";
        if (job.PluginDigest is { } digest && !plugins.Contains(digest))
            return "of a plugin that has changed or is not loaded";
        if (job.Numerics is { } fingerprint && !numerics.Contains(fingerprint))
            return "of another libtorch, processor or device";
        return job.Inputs.All(input => stored.Contains(input.Id)) ? null : "whose inputs are not in the store";
    }

    /// <summary>
    /// An order in which few jobs tell most: one of every kind, then a second of every kind, and so on. Kinds that compute with libtorch
    /// come first, because their numbers depend on most; of a kind, the job that took least time.
    /// </summary>
    public static IReadOnlyList<ArtifactRecord> Order(IEnumerable<ArtifactRecord> records) =>
    [
        .. records.GroupBy(record => record.Job.Kind, StringComparer.Ordinal)
            .SelectMany(kind => kind.OrderBy(record => record.Wall).ThenBy(record => record.Job.Id.Hex, StringComparer.Ordinal).Index())
            .OrderBy(ranked => ranked.Index).ThenBy(ranked => ranked.Item.Job.Numerics is null).ThenBy(ranked => ranked.Item.Job.Kind, StringComparer.Ordinal)
            .Select(ranked => ranked.Item),
    ];
}
