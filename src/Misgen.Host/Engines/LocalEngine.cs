using System.Diagnostics;
using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Core.Store;

namespace Misgen.Host.Engines;

/// <summary>
/// The embedded engine: worker threads in this process, one job each, the longest remaining path first; of the jobs that need the
/// GPU one at a time. A job that outlives its
/// time limit is abandoned on its thread and fails; the thread dies with the process.
/// </summary>
/// <param name="runner">Runs single jobs.</param>
/// <param name="workers">How many jobs at once.</param>
internal sealed class LocalEngine(JobRunner runner, int workers) : IJobEngine
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public Task<RunReport> RunAsync(JobGraph graph, IJobObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(observer);
        return Task.Run(() => new Run(runner, graph, observer, cancellation).Execute(workers), CancellationToken.None);
    }

    /// <summary>The state of one run; everything that changes is guarded by <c>_gate</c>.</summary>
    private sealed class Run
    {
        private readonly JobRunner _runner;
        private readonly IJobObserver _observer;
        private readonly CancellationToken _cancellation;
        private readonly CancellationTokenSource _stop;
        private readonly Lock _results = new();
        private readonly object _gate = new();
        private readonly PriorityQueue<Job, TimeSpan> _ready = new();
        private readonly PriorityQueue<Job, TimeSpan> _readyForGpu = new();
        private readonly Dictionary<JobId, int> _waiting = [];
        private readonly ILookup<JobId, Job> _dependents;
        private readonly IReadOnlyDictionary<JobId, TimeSpan> _critical;
        private readonly Dictionary<JobId, JobResult> _ended = [];
        private readonly JobGraph _graph;
        private bool _gpuIsTaken;
        private string? _storeFault;

        public Run(JobRunner runner, JobGraph graph, IJobObserver observer, CancellationToken cancellation)
        {
            _runner = runner;
            _graph = graph;
            _observer = observer;
            _cancellation = cancellation;
            _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            _critical = graph.CriticalTimes();
            _dependents = graph.Jobs.SelectMany(job => job.Inputs.Select(input => input.Id).Distinct(), (job, id) => (job, id)).ToLookup(pair => pair.id, pair => pair.job);
            foreach (var job in graph.Jobs)
            {
                _waiting[job.Id] = job.Inputs.Select(input => input.Id).Distinct().Count();
                if (_waiting[job.Id] == 0)
                    Enqueue(job);
            }
        }

        public RunReport Execute(int workers)
        {
            using (_stop)
            using (_stop.Token.Register(WakeAll))
            {
                var threads = Enumerable.Range(0, Math.Min(workers, Math.Max(1, _graph.Jobs.Count))).Select(number => Start($"misgen worker {number}", Work)).ToArray();
                foreach (var thread in threads)
                    thread.Join();
            }

            _cancellation.ThrowIfCancellationRequested();
            foreach (var job in _graph.Jobs.Where(job => !_ended.ContainsKey(job.Id)))
                _ended[job.Id] = new JobResult(JobOutcome.Skipped, "the run was stopped");
            return new RunReport(_ended, _storeFault);
        }

        private void Work()
        {
            while (Take() is { } job)
            {
                var result = RunLimited(job);
                if (result is not null)
                    Settle(job, result);
            }
        }

        private Job? Take()
        {
            lock (_gate)
            {
                while (true)
                {
                    if (_stop.IsCancellationRequested || _ended.Count == _graph.Jobs.Count)
                        return null;
                    if (!_gpuIsTaken && _readyForGpu.TryDequeue(out var forGpu, out _))
                    {
                        _gpuIsTaken = true;
                        return forGpu;
                    }

                    if (_ready.TryDequeue(out var job, out _))
                        return job;
                    Monitor.Wait(_gate);
                }
            }
        }

        // The result, or null where the run is being stopped.
        private JobResult? RunLimited(Job job)
        {
            if (job.TimeLimit is not { } limit)
                return RunOne(job, _stop.Token);
            using var own = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            JobResult? result = null;
            var thread = Start($"misgen {job.Kind}", () =>
            {
                var ended = RunOne(job, own.Token);
                lock (_results)
                    result = ended;
            });
            var clock = Stopwatch.StartNew();
            var isOver = false;
            while (!isOver && clock.Elapsed < limit && !_stop.IsCancellationRequested)
                isOver = thread.Join(TimeSpan.FromMilliseconds(50));
            if (!isOver)
            {
                own.Cancel();
                isOver = thread.Join(Grace);
            }

            lock (_results)
            {
                if (isOver && result is not null)
                    return result;
                return _stop.IsCancellationRequested
                    ? null
                    : new JobResult(JobOutcome.Failed, $"not finished after its time limit of {limit.TotalSeconds:0.#} s: the plugin hangs or is too slow (pluginTimeLimitSeconds of the profile)", clock.Elapsed);
            }
        }

        private JobResult? RunOne(Job job, CancellationToken cancellation)
        {
            var clock = Stopwatch.StartNew();
            try
            {
                var outcome = _runner.Run(job, _observer, cancellation);
                return new JobResult(outcome, null, clock.Elapsed);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return null;
            }
            catch (StoreException exception) when (!cancellation.IsCancellationRequested)
            {
                // Not from a job that was abandoned: the run may be over by then.
                lock (_gate)
                    _storeFault ??= exception.Message;
                _stop.Cancel();
                return new JobResult(JobOutcome.Failed, exception.Message, clock.Elapsed);
            }
            catch (Exception exception)
            {
                var reason = exception is PluginException ? exception.Message : OneLine.Of(exception);
                return new JobResult(JobOutcome.Failed, OneLine.FirstLine(reason), clock.Elapsed);
            }
        }

        private void Settle(Job job, JobResult result)
        {
            _observer.Ended(job, result);
            List<(Job Job, JobResult Result)> skipped = [];
            lock (_gate)
            {
                _ended[job.Id] = result;
                _gpuIsTaken &= !job.NeedsGpu;
                if (result.Succeeded)
                {
                    foreach (var dependent in _dependents[job.Id].Where(dependent => --_waiting[dependent.Id] == 0 && !_ended.ContainsKey(dependent.Id)))
                        Enqueue(dependent);
                }
                else
                {
                    Skip(job, $"needs '{job.Label}'", skipped);
                }

                Monitor.PulseAll(_gate);
            }

            foreach (var (dependent, outcome) in skipped)
                _observer.Ended(dependent, outcome);
        }

        private void Skip(Job failed, string reason, List<(Job Job, JobResult Result)> skipped)
        {
            var lost = new Queue<Job>([failed]);
            var result = new JobResult(JobOutcome.Skipped, reason);
            while (lost.TryDequeue(out var job))
            {
                foreach (var dependent in _dependents[job.Id].Where(dependent => _ended.TryAdd(dependent.Id, result)))
                {
                    skipped.Add((dependent, result));
                    lost.Enqueue(dependent);
                }
            }
        }

        // The queue gives the smallest first: the longest remaining path is the most negative.
        private void Enqueue(Job job) => (job.NeedsGpu ? _readyForGpu : _ready).Enqueue(job, -_critical[job.Id]);

        private void WakeAll()
        {
            lock (_gate)
                Monitor.PulseAll(_gate);
        }

        private static Thread Start(string name, ThreadStart body)
        {
            var thread = new Thread(body) { IsBackground = true, Name = name };
            thread.Start();
            return thread;
        }
    }
}
