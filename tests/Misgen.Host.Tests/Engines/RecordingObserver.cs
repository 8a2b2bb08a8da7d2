using System.Collections.Concurrent;
using Misgen.Core.Jobs;

namespace Misgen.Host.Tests.Engines;

/// <summary>Writes every event of a run down, as <c>started a</c>, <c>a at 0.5</c>, <c>Computed a</c>.</summary>
public sealed class RecordingObserver : IJobObserver
{
    private readonly ConcurrentQueue<string> _events = new();
    private readonly ConcurrentQueue<string> _warnings = new();

    /// <summary>The events in order.</summary>
    public IReadOnlyList<string> Events => [.. _events];

    /// <summary>The warnings in order.</summary>
    public IReadOnlyList<string> Warnings => [.. _warnings];

    /// <summary>Is called after each event.</summary>
    public Action<string> Happened { get; init; } = _ => { };

    /// <inheritdoc/>
    public void Started(Job job) => Note($"started {job.Label}");

    /// <inheritdoc/>
    public void Progressed(Job job, double share) => Note($"{job.Label} at {share}");

    /// <inheritdoc/>
    public void Ended(Job job, JobResult result) => Note($"{result.Outcome} {job.Label}");

    /// <inheritdoc/>
    public void Warned(string message) => _warnings.Enqueue(message);

    private void Note(string what)
    {
        _events.Enqueue(what);
        Happened(what);
    }
}
