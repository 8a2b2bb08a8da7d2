using System.CommandLine;
using System.Globalization;
using Misgen.Core.DataFiles;
using Misgen.Core.Plugins;

namespace Misgen.Host.Commands;

/// <summary><c>export</c>: a task's demonstrations as a file for other programs.</summary>
internal static class ExportCommand
{
    /// <summary>The stream of a benchmark's demonstrations: the same seed and purpose make the same trajectories.</summary>
    public const string Purpose = "demonstrations";

    public static readonly string[] Examples =
    [
        "misgen-bench export --task synthetic/cone --count 20000 --out cone.npy",
        "misgen-bench export --task synthetic/sine --count 100 --seed 7 --out sine.csv",
    ];

    public static Command Create(Terminal terminal)
    {
        var task = TaskChoice.Option(required: true);
        var count = new Option<string>("--count") { Description = "How many trajectories", HelpName = "N", Required = true };
        var seed = new Option<string>("--seed") { Description = "Seed of the data; 0 is that of every benchmark", HelpName = "N", DefaultValueFactory = _ => "0" };
        var path = new Option<string>("--out") { Description = "Where to write: .npy or .csv; an existing file is replaced", HelpName = "FILE", Required = true };
        var plugins = CommonOptions.Plugins();
        var command = new Command("export", "Write a task's curated demonstrations to a .npy or .csv file") { task, count, seed, path, plugins };
        command.SetAction((parsed, cancellation) =>
        {
            var entry = TaskChoice.Find(CommonOptions.CatalogOf(parsed, plugins), parsed.GetValue(task)!);
            var file = parsed.GetValue(path)!;
            TrajectoryFile.CheckWritable(file);
            var set = Curate(
                entry, OptionValues.Seed("--seed", parsed.GetValue(seed)!), OptionValues.Count("--count", parsed.GetValue(count)!, MostOf(entry)), cancellation);
            var replaced = File.Exists(file);
            TrajectoryFile.Write(file, set);
            terminal.Message($"wrote {set.Count.ToString("N0", CultureInfo.InvariantCulture)} trajectories of {entry.Task.Id}, {set.Shape}, to {file}{(replaced ? "; the file that was there is replaced" : "")}");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    /// <summary>Curates a task's first demonstrations.</summary>
    /// <param name="entry">The task.</param>
    /// <param name="seed">The data seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellation">Stops it.</param>
    public static TrajectorySet Curate(TaskEntry entry, ulong seed, int count, CancellationToken cancellation)
    {
        var layout = entry.Task.Simulator.Layout;
        var values = TrajectoryGeneration.Curate(entry, seed, Purpose, count, System.Environment.ProcessorCount, cancellation);
        return new TrajectorySet(values, count, layout.Length, [.. layout.Channels.Select(channel => channel.Name)]);
    }

    private static int MostOf(TaskEntry entry) => (int)(TrajectoryFile.MaximumValues / entry.Task.Simulator.Layout.Size);
}
