using System.Globalization;
using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Core.Store;
using Misgen.Host.Engines;
using Misgen.Host.Environment;
using Misgen.Host.Progress;
using Misgen.Host.Reports;
using Misgen.Pipeline.Jobs;
using Misgen.Pipeline.Leaderboard;
using Misgen.Pipeline.Planning;
using Misgen.Torch;
using TorchSharp;

namespace Misgen.Host.Commands;

/// <summary>Plans a benchmark, runs it and reports it.</summary>
internal sealed class BenchmarkRun
{
    private readonly Terminal _terminal;
    private readonly PluginCatalog _catalog;
    private readonly ArtifactStore _store;
    private readonly string _device;
    private readonly int _workers;
    private readonly IReadOnlyDictionary<string, IJobKind> _kinds;
    private readonly ComputeEnvironment _environment;

    public BenchmarkRun(Terminal terminal, PluginCatalog catalog, ArtifactStore store, string device, int workers)
    {
        _terminal = terminal;
        _catalog = catalog;
        _store = store;
        _device = device;
        _workers = workers;
        _kinds = JobKinds.All(catalog, workers);
        _environment = new ComputeEnvironment(device, LibTorch.NumericsFingerprint(torch.device(device)), Installation.Version);
    }

    /// <summary><c>--dry-run</c>: the jobs and what is expected of them.</summary>
    public int Describe(BenchmarkRequest request)
    {
        var plan = Plan(request);
        foreach (var job in plan.Graph.Jobs)
            _terminal.WriteLine($"{(_store.Check(job.Id).Exists ? "done " : "to do")}  {job.Id.Short}  {job.Label}");
        _terminal.WriteLine(Forecast.Of(plan.Graph, _store, _workers).Sentence);
        return ExitCode.Done;
    }

    /// <summary>Runs and reports.</summary>
    public async Task<int> ExecuteAsync(BenchmarkRequest request, string resultsFolder, bool json, CancellationToken cancellation)
    {
        var results = ResultsFolder.Prepare(resultsFolder);
        foreach (var refused in _catalog.Refused)
            _terminal.Fault(refused.Reason);
        var plan = Plan(request);
        var forecast = Forecast.Of(plan.Graph, _store, _workers);
        _terminal.Message(forecast.Sentence);
        forecast.RequireSpace();
        if (forecast.JobsToDo > 0)
            _store.Prepare();

        var engine = new LocalEngine(new JobRunner(_store, _kinds, () => MachineFacts.Provenance(_device), TimeProvider.System), _workers);
        var report = await RunAsync(engine, plan, forecast.JobsToDo, cancellation);
        if (report.StoreFault is { } fault)
        {
            _terminal.Fault(fault);
            return ExitCode.SomeFailed;
        }

        var failed = !report.Succeeded || _catalog.Refused.Count > 0;
        if (!report.Succeeded)
        {
            plan = WithoutWhatFailed(plan, report);
            if (plan.Rank is null || !(await RunAsync(engine, plan, 0, cancellation)).Succeeded)
            {
                _terminal.Fault("no leaderboard: no task was completed");
                return ExitCode.SomeFailed;
            }

            _terminal.Message("the leaderboard leaves out what failed");
        }

        var bytes = _store.Open(plan.Rank!.Id).Bytes(RankJob.LeaderboardFile);
        var board = LeaderboardJson.FromBytes(bytes);
        results.Write(RankJob.LeaderboardFile, bytes);
        results.Write(LeaderboardCsv.FileName, LeaderboardCsv.Of(board));
        results.Write(LeaderboardMarkdown.FileName, LeaderboardMarkdown.Of(board));
        if (json)
            _terminal.Write(System.Text.Encoding.UTF8.GetString(bytes));
        else
            LeaderboardReport.Write(_terminal, board);
        _terminal.Message($"{report.Count(JobOutcome.Computed).ToString(CultureInfo.InvariantCulture)} jobs run, {report.Count(JobOutcome.Present)} were done already"
            + (failed ? $", {report.Count(JobOutcome.Failed)} failed" : "") + $"; leaderboard in {results.PathOf(RankJob.LeaderboardFile)}");
        return failed ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private BenchmarkPlan Plan(BenchmarkRequest request, Losses? without = null) =>
        BenchmarkPlan.Build(request, _catalog, _kinds, _environment, without);

    private BenchmarkPlan WithoutWhatFailed(BenchmarkPlan plan, RunReport report)
    {
        bool IsLost(List<JobId> jobs) => !jobs.All(id => report.Results[id].Succeeded);
        return Plan(plan.Request, new Losses(
            plan.Trials.Where(trial => IsLost(trial.Value)).Select(trial => trial.Key).ToHashSet(),
            plan.Predictions.Where(prediction => IsLost(prediction.Value)).Select(prediction => prediction.Key).ToHashSet()));
    }

    private async Task<RunReport> RunAsync(LocalEngine engine, BenchmarkPlan plan, int jobsToDo, CancellationToken cancellation)
    {
        if (_terminal.Live is { } console && jobsToDo > 0)
            return await LiveProgress.RunAsync(console, plan.Graph, observer => engine.RunAsync(plan.Graph, observer, cancellation));
        return await engine.RunAsync(plan.Graph, new PlainProgress(_terminal, jobsToDo), cancellation);
    }
}
