using System.CommandLine;
using System.Globalization;
using Misgen.Pipeline.Configuration;

namespace Misgen.Host.Commands;

/// <summary><c>run</c>: the main job.</summary>
internal static class RunCommand
{
    private const string DefaultProfile = "quick";

    public static Command Create(Terminal terminal)
    {
        var all = new Option<bool>("--all") { Description = "All tasks, models and interventions of the profile" };
        var tasks = Several("--task", "Only these tasks", "ID");
        var models = Several("--model", "Only these models", "ID");
        var interventions = Several("--intervention", "Only these interventions; the baseline 'none' is always run", "ID");
        var seeds = Several("--seed", "Seeds of training and sampling [default: of the profile]", "N");
        var profile = new Option<string>("--profile") { Description = "Profile of benchmarks.json", HelpName = "NAME", DefaultValueFactory = _ => DefaultProfile };
        var engine = new Option<string>("--engine") { Description = "Where jobs run", DefaultValueFactory = _ => "local" };
        engine.AcceptOnlyFromAmong("local");
        var jobs = new Option<int>("--jobs") { Description = "Jobs at once; one per core unless you say otherwise", HelpName = "N", DefaultValueFactory = _ => System.Environment.ProcessorCount };
        jobs.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var count) || count is < 1 or > 1024))
                result.AddError($"--jobs takes a number from 1 to 1024, not '{result.Tokens[0].Value}'");
        });
        var device = new Option<string>("--device") { Description = "What computes", DefaultValueFactory = _ => "auto" };
        device.AcceptOnlyFromAmong("auto", "cpu", "cuda");
        var store = CommonOptions.Store();
        var plugins = CommonOptions.Plugins();
        var benchmarks = CommonOptions.Benchmarks();
        var results = new Option<string>("--out") { Description = "Where leaderboard.json is written", HelpName = "DIR", DefaultValueFactory = _ => "results" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be done and do nothing" };
        var json = CommonOptions.Json();

        var command = new Command("run", "Train, sample, measure and rank; writes results/leaderboard.json")
        {
            all, tasks, models, interventions, seeds, profile, engine, jobs, device, store, plugins, benchmarks, results, dryRun, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var catalog = CommonOptions.CatalogOf(parsed, plugins);
            var selection = new RunSelection(
                parsed.GetValue(all), parsed.GetValue(tasks) ?? [], parsed.GetValue(models) ?? [], parsed.GetValue(interventions) ?? [],
                [.. (parsed.GetValue(seeds) ?? []).Select(ParseSeed)], parsed.GetValue(profile)!);
            var request = selection.Resolve(CommonOptions.BenchmarksOf(parsed, benchmarks), catalog);
            var run = new BenchmarkRun(
                terminal, catalog, CommonOptions.StoreOf(parsed, store), DeviceChoice.Resolve(parsed.GetValue(device)!), parsed.GetValue(jobs));
            return parsed.GetValue(dryRun)
                ? run.Describe(request)
                : await run.ExecuteAsync(request, parsed.GetValue(results)!, parsed.GetValue(json), cancellation);
        });
        return command;
    }

    private static ulong ParseSeed(string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : throw new InvalidInputException($"--seed takes whole numbers from 0, not '{text}'");

    private static Option<string[]> Several(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName, AllowMultipleArgumentsPerToken = true };
}
