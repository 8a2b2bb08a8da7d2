using System.CommandLine;
using System.Text.Json.Nodes;
using Misgen.Core.Json;
using Misgen.Core.Store;
using Misgen.Pipeline.Configuration;
using Spectre.Console;

namespace Misgen.Host.Commands;

/// <summary><c>store</c>: what finished jobs left, whether it is whole, and what can go.</summary>
internal static class StoreCommand
{
    public static readonly string[] ListExamples = ["misgen-bench store ls", "misgen-bench store ls --json"];

    public static readonly string[] SweepExamples = ["misgen-bench store gc --dry-run", "misgen-bench store gc --plugins ~/misgen-plugins"];

    public static Command Create(Terminal terminal) => new("store", "Look at the artifact store, check it, or remove what nothing can use any more")
    {
        List(terminal), Verify(terminal), Sweep(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var option = CommonOptions.Store();
        var json = CommonOptions.Json();
        var command = new Command("ls", "Show what is in the store, by kind of job") { option, json };
        command.SetAction(parsed =>
        {
            var store = ExistingStore(parsed, option);
            var ids = store.List();
            ArtifactRecord[] records = [.. ids.Select(store.Read).OfType<ArtifactRecord>()];
            if (parsed.GetValue(json))
                terminal.WriteLine(CanonicalJson.ToText(new JsonArray([.. records.Select(Describe)])));
            else
                Show(terminal, store, records);
            if (ids.Count > records.Length)
                terminal.Message($"warning: {ids.Count - records.Length} more without a readable artifact.json: misgen-bench store verify sets them aside");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Verify(Terminal terminal)
    {
        var option = CommonOptions.Store();
        var command = new Command("verify", "Read every artifact and compare it with its digests; damaged ones are set aside") { option };
        command.SetAction((parsed, cancellation) => Task.FromResult(Verify(terminal, ExistingStore(parsed, option), cancellation)));
        return command;
    }

    private static Command Sweep(Terminal terminal)
    {
        var option = CommonOptions.Store();
        var plugins = CommonOptions.Plugins();
        var benchmarks = CommonOptions.Benchmarks();
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be removed and remove nothing" };
        var command = new Command("gc", "Remove what no profile and plugin can use any more, damaged artifacts, and what dead processes left")
        {
            option, plugins, benchmarks, dryRun,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var store = ExistingStore(parsed, option);
            var catalog = CommonOptions.CatalogOf(parsed, plugins);
            if (catalog.Refused.Count > 0)
                throw new InvalidInputException($"{catalog.Refused[0].Reason}: mend or remove it first, gc would take its results for those of no plugin");
            var sweep = new StoreSweep(terminal, store, parsed.GetValue(dryRun));
            return Task.FromResult(sweep.Run(CommonOptions.BenchmarksOf(parsed, benchmarks), catalog, cancellation));
        });
        return command;
    }

    /// <summary>The store that the options name.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static ArtifactStore ExistingStore(ParseResult parsed, Option<string?> option)
    {
        var store = CommonOptions.StoreOf(parsed, option);
        return store.Exists ? store : throw new InvalidInputException($"there is no artifact store at {store.Root}: misgen-bench run makes one, --store DIR names another");
    }

    private static JsonObject Describe(ArtifactRecord record) => new()
    {
        ["id"] = record.Job.Id.Hex,
        ["kind"] = record.Job.Kind,
        ["label"] = record.Job.Label,
        ["spec"] = record.Job.Spec.DeepClone(),
        ["bytes"] = record.Bytes,
        ["ended"] = record.Ended,
    };

    private static void Show(Terminal terminal, ArtifactStore store, ArtifactRecord[] records)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("kind"));
        table.AddColumn(new TableColumn("artifacts").RightAligned());
        table.AddColumn(new TableColumn("size").RightAligned());
        foreach (var kind in records.GroupBy(record => record.Job.Kind, StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal))
            table.AddRow(new Text(kind.Key), new Text($"{kind.Count()}"), new Text(ByteSize.Of(kind.Sum(record => record.Bytes))));
        if (records.Length > 0)
            terminal.Results.Write(table);
        var (quarantined, leftovers) = (store.Quarantined(), store.Leftovers());
        terminal.WriteLine($"{records.Length} artifacts, {ByteSize.Of(records.Sum(record => record.Bytes))} in {store.Root}"
            + (quarantined.Count == 0 ? "" : $"; {quarantined.Count} damaged set aside, {ByteSize.Of(quarantined.Sum(one => one.Bytes))}")
            + (leftovers.Count == 0 ? "" : $"; {leftovers.Count} left by processes that died, {ByteSize.Of(leftovers.Sum(one => one.Bytes))}"));
    }

    private static int Verify(Terminal terminal, ArtifactStore store, CancellationToken cancellation)
    {
        var (whole, damaged, bytes) = (0, 0, 0L);
        foreach (var id in store.List())
        {
            cancellation.ThrowIfCancellationRequested();
            var record = store.Read(id);
            var state = store.Check(id);
            if (state.Exists)
            {
                whole++;
                bytes += record?.Bytes ?? 0;
            }

            if (state.Damage is null)
                continue;
            damaged++;
            using var held = store.TryLock(id);
            // Asked again under the lock: a process that needed it may have put a whole one in its place.
            var place = held is null || store.Check(id).Damage is null ? "another process mends it" : $"set aside in {store.Quarantine(id)}";
            terminal.Message($"warning: {record?.Job.Label ?? "unknown job"}: its artifact {id.Short} was damaged ({state.Damage}); {place}, the next run that needs it computes it again");
        }

        terminal.WriteLine($"{whole} artifacts are as they were written ({ByteSize.Of(bytes)}), {damaged} damaged");
        return damaged > 0 ? ExitCode.Different : ExitCode.Done;
    }
}
