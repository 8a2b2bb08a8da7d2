using System.CommandLine;
using Misgen.Core.DataFiles;
using Misgen.Core.Jobs;
using Misgen.Core.Json;
using Misgen.Core.Quantities;
using Misgen.Core.Store;
using Misgen.Host.Engines;
using Misgen.Host.Environment;
using Misgen.Host.Progress;
using Misgen.Host.Reports;
using Misgen.Learning.Models;
using Misgen.Pipeline.Configuration;
using Misgen.Pipeline.Jobs;
using Misgen.Pipeline.Planning;
using Misgen.Torch;
using TorchSharp;

namespace Misgen.Host.Commands;

/// <summary><c>predict</c>: what will drift when a model is trained on a user's own demonstrations.</summary>
internal static class PredictCommand
{
    public static readonly string[] Examples =
    [
        "misgen-bench predict --data robot.npz --quantity path-length --channels 0,1",
        "misgen-bench predict --data walk.csv --quantity max-speed --channels x,y --dt 0.05 --range 0 3 --target uniform",
        "misgen-bench predict --data paths.npy --task maze/umaze --json",
    ];

    // The sizes of the models and of the draws.
    private const string Profile = "quick";

    public static Command Create(Terminal terminal)
    {
        var data = new Option<string>("--data") { Description = "Your demonstrations: .npy, .npz or .csv", HelpName = "FILE", Required = true };
        var quantity = new Option<string?>("--quantity")
        {
            Description = $"The quantity: {string.Join(", ", TrajectoryQuantities.All.Select(one => one.Id))}",
            HelpName = "NAME",
        };
        var task = TaskChoice.Option(required: false);
        task.Description = "The quantity of this task instead";
        var channels = new Option<string?>("--channels") { Description = "Channels that the quantity is measured of, by name or number, such as x,y or 0,1 [default: all]", HelpName = "LIST" };
        var interval = new Option<string?>("--dt") { Description = "Time between two steps [default: 1]", HelpName = "S" };
        var range = new Option<string[]>("--range")
        {
            Description = "Range of the quantity [default: its 0.5 and 99.5 % quantiles]",
            HelpName = "A B",
            AllowMultipleArgumentsPerToken = true,
        };
        var target = new Option<string>("--target")
        {
            Description = "What the demonstrations were meant to follow: their own distribution, or a uniform one on the range",
            DefaultValueFactory = _ => MeasureRequest.DataTarget,
        };
        target.AcceptOnlyFromAmong(MeasureRequest.DataTarget, MeasureRequest.UniformTarget);
        var model = new Option<string?>("--model") { Description = $"The model [default: {ModelFamilies.All[0].Id}]", HelpName = "ID" };
        var store = CommonOptions.Store();
        var plugins = CommonOptions.Plugins();
        var benchmarks = CommonOptions.Benchmarks();
        var json = CommonOptions.Json();
        var command = new Command("predict", "Predict what will drift when a model is trained on your demonstrations, before it is trained")
        {
            data, quantity, task, channels, interval, range, target, model, store, plugins, benchmarks, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var id = parsed.GetValue(model) ?? ModelFamilies.All[0].Id;
            if (ModelFamilies.Find(id) is null)
                throw new InvalidInputException($"unknown model '{id}'; known: {string.Join(", ", ModelFamilies.All.Select(family => family.Id))}");
            var request = Request(parsed, cancellation);
            var profile = CommonOptions.BenchmarksOf(parsed, benchmarks).Profiles.GetValueOrDefault(Profile)
                ?? throw new InvalidInputException($"predict takes its sizes from profile '{Profile}', which this benchmarks.json does not have");
            var found = await RunAsync(request, id, profile, CommonOptions.StoreOf(parsed, store), terminal, cancellation);
            if (found is null)
                return ExitCode.SomeFailed;
            if (parsed.GetValue(json))
                terminal.WriteLine(CanonicalJson.ToText(DataPredictionReport.ToJson(request, id, found, Installation.Version)));
            else
                DataPredictionReport.Write(terminal, request, id, found);
            return ExitCode.Done;
        });
        return command;

        PredictRequest Request(ParseResult parsed, CancellationToken cancellation)
        {
            var (id, taskId) = (parsed.GetValue(quantity), parsed.GetValue(task));
            if (id is null == taskId is null)
                throw new InvalidInputException(id is null ? "say what to measure: --quantity NAME or --task ID" : "--quantity and --task exclude each other");
            var file = parsed.GetValue(data)!;
            var wanted = parsed.GetValue(target)!;
            if (taskId is not null)
            {
                foreach (var option in (Option[])[channels, interval, range])
                {
                    if (parsed.GetResult(option) is { Implicit: false })
                        throw new InvalidInputException($"{option.Name} belongs to --quantity; with --task the task says it");
                }

                return PredictRequest.OfTask(
                    TaskChoice.Find(CommonOptions.CatalogOf(parsed, plugins), taskId), file, TrajectoryFile.Read(file), wanted, cancellation);
            }

            var one = TrajectoryQuantities.Find(id!)
                ?? throw new InvalidInputException($"unknown quantity '{id}'; known: {string.Join(", ", TrajectoryQuantities.All.Select(known => known.Id))}");
            var seconds = parsed.GetValue(interval) is { } text ? OptionValues.Positive("--dt", text) : 1;
            var ends = parsed.GetValue(range) is { Length: > 0 } given ? OptionValues.Range("--range", given) : (Misgen.Plugins.QuantityRange?)null;
            return PredictRequest.OfQuantity(one, file, TrajectoryFile.Read(file), parsed.GetValue(channels), seconds, ends, wanted);
        }
    }

    private static async Task<DataPrediction?> RunAsync(
        PredictRequest request, string model, Profile profile, ArtifactStore store, Terminal terminal, CancellationToken cancellation)
    {
        var workers = System.Environment.ProcessorCount;
        var device = DeviceChoice.Resolve("cpu");
        var kinds = JobKinds.All(Misgen.Core.Plugins.PluginCatalog.Load([]), workers, request.Demonstrations);
        var environment = new ComputeEnvironment(device, LibTorch.NumericsFingerprint(torch.device(device)), Installation.Version);
        var plan = PredictionPlan.Build(request.Demonstrations, model, profile, kinds, environment);
        var forecast = Forecast.Of(plan.Graph, store, workers);
        terminal.Message(forecast.Sentence);
        forecast.RequireSpace();
        if (forecast.JobsToDo > 0)
            store.Prepare();
        var engine = new LocalEngine(new JobRunner(store, kinds, () => MachineFacts.Provenance(device), TimeProvider.System), workers);
        var report = terminal.Live is { } console && forecast.JobsToDo > 0
            ? await LiveProgress.RunAsync(console, plan.Graph, observer => engine.RunAsync(plan.Graph, observer, cancellation))
            : await engine.RunAsync(plan.Graph, new PlainProgress(terminal, forecast.JobsToDo), cancellation);
        if (report.Succeeded)
            return DataPrediction.Read(store.Open(plan.Import.Id), store.Open(plan.Recommend.Id));
        if (report.StoreFault is { } fault)
            terminal.Fault(fault);
        terminal.Fault("no prediction: a job failed");
        return null;
    }
}
