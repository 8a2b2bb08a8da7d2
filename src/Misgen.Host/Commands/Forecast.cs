using Misgen.Core.Jobs;
using Misgen.Core.Store;

namespace Misgen.Host.Commands;

/// <summary>What a run is going to take.</summary>
/// <param name="JobsToDo">Jobs that are not in the store.</param>
/// <param name="JobsDone">Jobs that are.</param>
/// <param name="Time">About how long.</param>
/// <param name="Bytes">About how much the store grows.</param>
/// <param name="Free">Free bytes on the store's disk; null where unknown.</param>
/// <param name="Root">The store.</param>
internal sealed record Forecast(int JobsToDo, int JobsDone, TimeSpan Time, long Bytes, long? Free, string Root)
{
    public string Sentence => JobsToDo == 0
        ? $"{JobsDone} jobs, all done already"
        : $"{JobsToDo + JobsDone} jobs: {JobsToDo} to do, {JobsDone} done already; about {Spoken(Time)}, {Megabytes(Bytes)} of disk"
          + (Free is { } free ? $" ({Megabytes(free)} free)" : "") + $" in {Root}";

    public static Forecast Of(JobGraph graph, ArtifactStore store, int workers)
    {
        var toDo = graph.Jobs.Where(job => !store.Check(job.Id).Exists).ToArray();
        var work = toDo.Aggregate(TimeSpan.Zero, (sum, job) => sum + job.ExpectedTime);
        var longest = toDo.Length == 0 ? TimeSpan.Zero : graph.CriticalTimes().Values.Max();
        var time = TimeSpan.FromSeconds(Math.Max(work.TotalSeconds / workers, Math.Min(longest.TotalSeconds, work.TotalSeconds)));
        return new Forecast(toDo.Length, graph.Jobs.Count - toDo.Length, time, toDo.Sum(job => job.ExpectedBytes), FreeBytes(store.Root), store.Root);
    }

    /// <summary>Refuses a run that cannot end well.</summary>
    /// <exception cref="StoreException">The disk is too full.</exception>
    public void RequireSpace()
    {
        if (JobsToDo > 0 && Free < Bytes)
            throw new StoreException($"the run needs about {Megabytes(Bytes)} in the store at {Root}, {Megabytes(Free.Value)} are free: free some, or choose another disk with --store DIR");
    }

    private static long? FreeBytes(string root)
    {
        try
        {
            var existing = new DirectoryInfo(root);
            while (!existing.Exists && existing.Parent is { } parent)
                existing = parent;
            return new DriveInfo(existing.FullName).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string Spoken(TimeSpan time) => time.TotalSeconds < 90 ? $"{Math.Max(1, time.TotalSeconds):0} s"
        : time.TotalMinutes < 90 ? $"{time.TotalMinutes:0} min" : $"{time.TotalHours:0.#} h";

    private static string Megabytes(long bytes) => bytes < 1_000_000_000 ? $"{Math.Max(1, bytes / 1e6):0} MB" : $"{bytes / 1e9:0.#} GB";
}
