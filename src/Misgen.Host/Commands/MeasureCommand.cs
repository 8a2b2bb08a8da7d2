using System.CommandLine;
using Misgen.Core.Json;
using Misgen.Core.Quantities;
using Misgen.Host.Environment;
using Misgen.Host.Reports;
using Misgen.Pipeline.Configuration;

namespace Misgen.Host.Commands;

/// <summary><c>measure</c>: the drift between two files of trajectories, without any training.</summary>
internal static class MeasureCommand
{
    public static readonly string[] Examples =
    [
        "misgen-bench measure --demos robot.npz --samples generated.npy --quantity path-length --channels 0,1",
        "misgen-bench measure --demos walk.csv --samples model.csv --quantity max-speed --channels x,y --dt 0.05 --range 0 3 --target uniform",
        "misgen-bench measure --demos cone.npy --samples generated.npy --task synthetic/cone --json",
    ];

    public static Command Create(Terminal terminal)
    {
        var demonstrations = new Option<string>("--demos") { Description = "Demonstrations: .npy, .npz or .csv", HelpName = "FILE", Required = true };
        var samples = new Option<string>("--samples") { Description = "What was generated: .npy, .npz or .csv", HelpName = "FILE", Required = true };
        var quantity = new Option<string?>("--quantity")
        {
            Description = $"What to measure: {string.Join(", ", TrajectoryQuantities.All.Select(one => one.Id))}",
            HelpName = "NAME",
        };
        var task = TaskChoice.Option(required: false);
        task.Description = "Measure the quantity and the defects of this task instead";
        var channels = new Option<string?>("--channels") { Description = "Channels to measure, by name or number, such as x,y or 0,1 [default: all]", HelpName = "LIST" };
        var interval = new Option<string?>("--dt") { Description = "Time between two steps [default: 1]", HelpName = "S" };
        var range = new Option<string[]>("--range")
        {
            Description = "Range of the quantity [default: its 0.5 and 99.5 % quantiles in the demonstrations]",
            HelpName = "A B",
            AllowMultipleArgumentsPerToken = true,
        };
        var target = new Option<string>("--target")
        {
            Description = "What the samples should follow: the demonstrations, or a uniform distribution on the range",
            DefaultValueFactory = _ => MeasureRequest.DataTarget,
        };
        target.AcceptOnlyFromAmong(MeasureRequest.DataTarget, MeasureRequest.UniformTarget);
        var plugins = CommonOptions.Plugins();
        var json = CommonOptions.Json();
        var command = new Command("measure", "Measure the drift of generated trajectories against demonstrations, both from files")
        {
            demonstrations, samples, quantity, task, channels, interval, range, target, plugins, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var (request, drift) = Measure(parsed, cancellation);
            if (parsed.GetValue(json))
                terminal.WriteLine(CanonicalJson.ToText(MeasureReport.ToJson(request, drift, Installation.Version)));
            else
                MeasureReport.Write(terminal, request, drift);
            return Task.FromResult(ExitCode.Done);
        });
        return command;

        (MeasureRequest Request, DriftMeasurement Drift) Measure(ParseResult parsed, CancellationToken cancellation)
        {
            var (id, taskId) = (parsed.GetValue(quantity), parsed.GetValue(task));
            if (id is null == taskId is null)
                throw new InvalidInputException(id is null ? "say what to measure: --quantity NAME or --task ID" : "--quantity and --task exclude each other");
            if (taskId is not null)
            {
                foreach (var option in (Option[])[channels, interval, range])
                {
                    if (parsed.GetResult(option) is { Implicit: false })
                        throw new InvalidInputException($"{option.Name} belongs to --quantity; with --task the task says it");
                }

                var entry = TaskChoice.Find(CommonOptions.CatalogOf(parsed, plugins), taskId);
                return MeasureRequest.OfTask(entry, Read(parsed), parsed.GetValue(target)!, cancellation);
            }

            var one = TrajectoryQuantities.Find(id!)
                ?? throw new InvalidInputException($"unknown quantity '{id}'; known: {string.Join(", ", TrajectoryQuantities.All.Select(known => known.Id))}");
            var seconds = parsed.GetValue(interval) is { } text ? OptionValues.Positive("--dt", text) : 1;
            var wanted = parsed.GetValue(range) is { Length: > 0 } ends ? OptionValues.Range("--range", ends) : (Misgen.Plugins.QuantityRange?)null;
            return MeasureRequest.OfQuantity(one, Read(parsed), parsed.GetValue(channels), seconds, wanted, parsed.GetValue(target)!);
        }

        DataPair Read(ParseResult parsed) => DataPair.Read(parsed.GetValue(demonstrations)!, parsed.GetValue(samples)!);
    }
}
