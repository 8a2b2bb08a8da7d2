using Misgen.Core.Jobs;
using Misgen.Host.Commands;

namespace Misgen.Host.Progress;

/// <summary>One plain line per finished job: for logs.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="toDo">How many jobs are expected to run.</param>
internal sealed class PlainProgress(Terminal terminal, int toDo) : IJobObserver
{
    private int _ended;

    public void Started(Job job)
    {
    }

    public void Progressed(Job job, double share)
    {
    }

    public void Ended(Job job, JobResult result)
    {
        if (result.Outcome == JobOutcome.Present)
            return;
        var number = Interlocked.Increment(ref _ended);
        terminal.Message($"[{number}/{Math.Max(number, toDo)}] {JobLine.Of(job, result)}");
    }

    public void Warned(string message) => terminal.Message("warning: " + message);
}
