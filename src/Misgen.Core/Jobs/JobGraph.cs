namespace Misgen.Core.Jobs;

/// <summary>Jobs with their dependencies, in an order in which every job comes after its inputs.</summary>
public sealed class JobGraph
{
    private readonly Dictionary<JobId, Job> _byId = [];
    private readonly List<Job> _jobs = [];

    /// <summary>The jobs; inputs first.</summary>
    public IReadOnlyList<Job> Jobs => _jobs;

    /// <summary>Adds a job whose inputs are in the graph. A job that is there already is not added twice.</summary>
    /// <param name="job">The job.</param>
    /// <returns>The job of that id in the graph.</returns>
    /// <exception cref="ArgumentException">An input is not in the graph.</exception>
    public Job Add(Job job)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (_byId.TryGetValue(job.Id, out var present))
            return present;
        foreach (var input in job.Inputs)
        {
            if (!_byId.ContainsKey(input.Id))
                throw new ArgumentException($"Job '{job.Label}' reads '{input.Name}', which is not in the graph: add inputs first.");
        }

        _byId.Add(job.Id, job);
        _jobs.Add(job);
        return job;
    }

    /// <summary>The job of an id.</summary>
    /// <param name="id">An id of the graph.</param>
    public Job this[JobId id] => _byId[id];

    /// <summary>For every job, the longest expected time from its start to the end of the graph: what to start first.</summary>
    public IReadOnlyDictionary<JobId, TimeSpan> CriticalTimes()
    {
        var times = _jobs.ToDictionary(job => job.Id, job => job.ExpectedTime);
        foreach (var job in Enumerable.Reverse(_jobs))
        {
            foreach (var input in job.Inputs)
            {
                var through = times[job.Id] + _byId[input.Id].ExpectedTime;
                if (through > times[input.Id])
                    times[input.Id] = through;
            }
        }

        return times;
    }
}
