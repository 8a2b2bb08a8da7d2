using System.Collections.Concurrent;
using Misgen.Core.Jobs;
using Spectre.Console;

namespace Misgen.Host.Progress;

/// <summary>Live bars on a terminal: the whole run with its time left, and every running job.</summary>
internal sealed class LiveProgress : IJobObserver
{
    private readonly IAnsiConsole _console;
    private readonly ProgressContext _context;
    private readonly ProgressTask _whole;
    private readonly ConcurrentDictionary<JobId, ProgressTask> _running = new();

    private LiveProgress(IAnsiConsole console, ProgressContext context, JobGraph graph)
    {
        _console = console;
        _context = context;
        _whole = context.AddTask($"{graph.Jobs.Count} jobs", maxValue: graph.Jobs.Sum(job => job.ExpectedTime.TotalSeconds));
    }

    public static async Task<RunReport> RunAsync(IAnsiConsole console, JobGraph graph, Func<IJobObserver, Task<RunReport>> run)
    {
        return await console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .StartAsync(async context => await run(new LiveProgress(console, context, graph)));
    }

    public void Started(Job job) => _running[job.Id] = _context.AddTask(Markup.Escape(job.Label), maxValue: 1);

    public void Progressed(Job job, double share)
    {
        if (!_running.TryGetValue(job.Id, out var bar))
            return;
        var gained = share - bar.Value;
        bar.Value = share;
        _whole.Increment(gained * job.ExpectedTime.TotalSeconds);
    }

    public void Ended(Job job, JobResult result)
    {
        var counted = 0.0;
        if (_running.TryRemove(job.Id, out var bar))
        {
            counted = bar.Value;
            bar.Value = 1;
            bar.StopTask();
        }

        _whole.Increment((1 - counted) * job.ExpectedTime.TotalSeconds);
        if (result.Outcome is JobOutcome.Failed or JobOutcome.Computed)
            _console.WriteLine(JobLine.Of(job, result));
    }

    public void Warned(string message) => _console.WriteLine("warning: " + message);
}
