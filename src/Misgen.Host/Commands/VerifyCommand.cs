using System.CommandLine;
using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Core.Store;
using Misgen.Host.Verification;
using Misgen.Pipeline.Configuration;
using Misgen.Pipeline.Jobs;
using Misgen.Torch;
using TorchSharp;

namespace Misgen.Host.Commands;

/// <summary><c>verify</c>: runs finished jobs again and compares what they make with what is in the store.</summary>
internal static class VerifyCommand
{
    public static readonly string[] Examples = ["misgen-bench verify --sample 20", "misgen-bench verify --all --store /shared/store"];

    private const int MostNames = 3;

    public static Command Create(Terminal terminal)
    {
        var sample = new Option<string>("--sample")
        {
            Description = "How many jobs to run again: of every kind one, then a second, kinds that use libtorch and short jobs first",
            HelpName = "N",
            DefaultValueFactory = _ => "5",
        };
        var all = new Option<bool>("--all") { Description = "Run every job again that this installation can run" };
        var option = CommonOptions.Store();
        var plugins = CommonOptions.Plugins();
        var command = new Command("verify", "Run finished jobs again and compare the results with the store, bit for bit") { sample, all, option, plugins };
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(all) && parsed.GetResult(sample) is { Implicit: false })
                throw new InvalidInputException("--all and --sample exclude each other");
            var most = parsed.GetValue(all) ? int.MaxValue : OptionValues.Count("--sample", parsed.GetValue(sample)!, 1_000_000);
            var store = StoreCommand.ExistingStore(parsed, option);
            return Task.FromResult(Verify(terminal, store, CommonOptions.CatalogOf(parsed, plugins), most, cancellation));
        });
        return command;
    }

    private static int Verify(Terminal terminal, ArtifactStore store, PluginCatalog catalog, int most, CancellationToken cancellation)
    {
        var workers = System.Environment.ProcessorCount;
        var kinds = JobKinds.All(catalog, workers);
        ArtifactRecord[] records = [.. store.List().Select(store.Read).OfType<ArtifactRecord>()];
        var obstacles = Obstacles(records, catalog, kinds);
        var chosen = JobChoice.Order(records.Where(record => obstacles[record.Job.Id] is null)).Take(most).ToArray();
        var verified = Run(terminal, store, kinds, chosen, workers, cancellation);

        foreach (var skipped in records.Where(record => obstacles[record.Job.Id] is not null).GroupBy(record => obstacles[record.Job.Id], StringComparer.Ordinal))
            terminal.WriteLine($"skipped {skipped.Count()}, {skipped.Key}: {Names(skipped)}");
        Say(terminal, verified.Where(one => one.Agreement == Agreement.Failed), "failed now");
        Say(terminal, verified.Where(one => one.Agreement == Agreement.Damaged), "cannot be compared");
        var different = verified.Where(one => one.Agreement == Agreement.Different).ToArray();
        Say(terminal, different, "is different");
        if (different.Length > 0)
            Explain(terminal, different[0]);
        terminal.WriteLine($"{verified.Length} of {records.Length} finished jobs were run again: " + (verified.All(one => one.Agreement == Agreement.Same)
            ? verified.Length == 0 ? "nothing to compare" : "every artifact is the same, bit for bit"
            : $"{verified.Count(one => one.Agreement == Agreement.Same)} are the same, {different.Length} are different"));
        return verified.Any(one => one.Agreement is Agreement.Different or Agreement.Damaged) ? ExitCode.Different
            : verified.Any(one => one.Agreement == Agreement.Failed) ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static Dictionary<JobId, string?> Obstacles(ArtifactRecord[] records, PluginCatalog catalog, IReadOnlyDictionary<string, IJobKind> kinds)
    {
        HashSet<string> numerics = [.. ((string[])["cpu", DeviceChoice.Resolve("auto")]).Select(device => LibTorch.NumericsFingerprint(torch.device(device)))];
        HashSet<string> digests = [.. catalog.Plugins.Select(plugin => plugin.Digest)];
        HashSet<JobId> stored = [.. records.Select(record => record.Job.Id)];
        return records.ToDictionary(record => record.Job.Id, record => JobChoice.Obstacle(record.Job, kinds, digests, numerics, stored));
    }

    private static VerifiedJob[] Run(
        Terminal terminal, ArtifactStore store, IReadOnlyDictionary<string, IJobKind> kinds, ArtifactRecord[] chosen, int workers, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("misgen-verify-").FullName;
        try
        {
            var reexecution = new Reexecution(store, new ArtifactStore(folder), kinds);
            var verified = new VerifiedJob[chosen.Length];
            var done = 0;
            Parallel.For(0, chosen.Length, new ParallelOptions { MaxDegreeOfParallelism = workers }, i =>
            {
                if (cancellation.IsCancellationRequested)
                    return;
                try
                {
                    verified[i] = reexecution.Run(chosen[i], cancellation);
                    terminal.Message($"[{Interlocked.Increment(ref done)}/{chosen.Length}] {chosen[i].Job.Label}: {verified[i].Agreement.ToString().ToLowerInvariant()}");
                }
                catch (Exception) when (cancellation.IsCancellationRequested)
                {
                    // Said once, below.
                }
            });
            cancellation.ThrowIfCancellationRequested();
            return verified;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Say(Terminal terminal, IEnumerable<VerifiedJob> jobs, string what)
    {
        foreach (var one in jobs)
            terminal.WriteLine($"{one.Record.Job.Label} (artifact {one.Record.Job.Id.Short}) {what}: {one.Reason}");
    }

    // What a difference may come from.
    private static void Explain(Terminal terminal, VerifiedJob job)
    {
        var changed = job.Facts!.Where(fact => !fact.IsSame).ToArray();
        terminal.WriteLine($"of {job.Record.Job.Label}, " + (changed.Length == 0 ? "nothing that is recorded has changed: please report it" : "these have changed:"));
        foreach (var fact in changed)
            terminal.WriteLine($"  {fact.Name}: {fact.Then}; now {fact.Now}");
        terminal.WriteLine($"  unchanged: {string.Join("; ", job.Facts!.Where(fact => fact.IsSame && !fact.Name.StartsWith("input ", StringComparison.Ordinal)).Select(fact => $"{fact.Name} {fact.Then}"))}");
    }

    private static string Names(IEnumerable<ArtifactRecord> records)
    {
        string[] labels = [.. records.Select(record => record.Job.Label).Distinct(StringComparer.Ordinal)];
        return string.Join(", ", labels.Take(MostNames)) + (labels.Length > MostNames ? ", …" : "");
    }
}
