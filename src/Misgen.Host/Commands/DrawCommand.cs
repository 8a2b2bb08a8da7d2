using System.CommandLine;
using System.Globalization;
using Misgen.Core.Plugins;
using Misgen.Core.Store;
using Misgen.Host.Reports.Pictures;
using Misgen.Pipeline.Configuration;

namespace Misgen.Host.Commands;

/// <summary><c>draw</c>: a picture of a task's demonstrations.</summary>
internal static class DrawCommand
{
    public static readonly string[] Examples = ["misgen-bench draw --task synthetic/cone --out cone.svg"];

    // More paths hide each other.
    private const int Most = 1000;

    public static Command Create(Terminal terminal)
    {
        var task = TaskChoice.Option(required: true);
        var count = new Option<string>("--count") { Description = "How many trajectories", HelpName = "N", DefaultValueFactory = _ => "24" };
        var seed = new Option<string>("--seed") { Description = "Seed of the data; 0 is that of every benchmark", HelpName = "N", DefaultValueFactory = _ => "0" };
        var path = new Option<string>("--out") { Description = "Where to write: .svg; an existing file is replaced", HelpName = "FILE", Required = true };
        var plugins = CommonOptions.Plugins();
        var command = new Command("draw", "Draw a task's demonstrations as an SVG picture") { task, count, seed, path, plugins };
        command.SetAction((parsed, cancellation) =>
        {
            var file = parsed.GetValue(path)!;
            if (!file.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
                throw new InvalidInputException($"--out {file}: pictures are written as .svg");
            var entry = TaskChoice.Find(CommonOptions.CatalogOf(parsed, plugins), parsed.GetValue(task)!);
            var set = ExportCommand.Curate(
                entry, OptionValues.Seed("--seed", parsed.GetValue(seed)!), OptionValues.Count("--count", parsed.GetValue(count)!, Most), cancellation);
            var q = TrajectoryGeneration.Measure(entry, "quantity", entry.Task.Quantity.Measure, set.Values, 1, cancellation);
            var replaced = File.Exists(file);
            Write(file, TrajectoryPicture.Of(entry.Task, set, q));
            terminal.Message($"drew {set.Count.ToString("N0", CultureInfo.InvariantCulture)} demonstrations of {entry.Task.Id} to {file}{(replaced ? "; the file that was there is replaced" : "")}");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Write(string file, byte[] picture)
    {
        try
        {
            Durable.Replace(file, picture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"cannot write {file}: {OneLine.FirstLine(exception.Message).TrimEnd('.')}", exception);
        }
    }
}
