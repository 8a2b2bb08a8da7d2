using Misgen.Core.Interventions;
using Misgen.Core.Interventions.Baseline;
using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Learning.Models;
using Misgen.Pipeline.Configuration;

namespace Misgen.Pipeline.Planning;

/// <summary>Which finished jobs a command may ask for again, with the benchmarks, plugins and kinds of jobs that there are now.</summary>
/// <remarks>
/// Those of any task, model and intervention at the sizes of any profile, with the seeds of the profiles and those that were run before. On
/// the devices and processors that the store has results of, because other machines may share it. The scores and leaderboards of any
/// selection, where all that they read is reachable. And predictions for a user's own demonstrations, which no plan knows.
/// </remarks>
public sealed class ReachableJobs
{
    private const string Import = "import";
    private readonly HashSet<JobId> _ids = [];
    private readonly Dictionary<JobId, Job> _stored;
    private readonly IReadOnlyDictionary<string, IJobKind> _kinds;
    private readonly HashSet<string> _plugins;
    private readonly HashSet<JobId> _own = [];

    /// <summary>Finds them.</summary>
    /// <param name="stored">The finished jobs.</param>
    /// <param name="profiles">The profiles.</param>
    /// <param name="catalog">The plugins.</param>
    /// <param name="kinds">The kinds of jobs by name.</param>
    public ReachableJobs(
        IEnumerable<Job> stored, IReadOnlyDictionary<string, Profile> profiles, PluginCatalog catalog, IReadOnlyDictionary<string, IJobKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(catalog);
        _stored = stored.ToDictionary(job => job.Id);
        _kinds = kinds;
        AddClosure(_own, _stored.Values.ToList(), job => job.Kind == Import || job.Inputs.Any(input => _own.Contains(input.Id)));
        _plugins = [.. catalog.Plugins.Select(plugin => plugin.Digest)];
        ulong[] seeds = [.. _stored.Values.Where(job => job.Kind == "train" && IsCurrent(job)).Select(job => job.Spec["seed"]!.GetValue<ulong>()).Distinct()];
        string[] numerics = [.. _stored.Values.Select(job => job.Numerics).OfType<string>().Distinct(StringComparer.Ordinal).DefaultIfEmpty("")];
        foreach (var environment in numerics.Select(one => new ComputeEnvironment(ComputeEnvironment.DeviceOf(one), one, "")))
        {
            foreach (var (name, profile) in profiles)
            {
                foreach (var task in catalog.Tasks)
                {
                    foreach (var model in ModelFamilies.All)
                    {
                        AddPlans(catalog, environment, new BenchmarkRequest(
                            name, profile, [task.Task.Id], [model.Id], [.. InterventionRegistry.All.Select(intervention => intervention.Id)],
                            [.. profile.Seeds.Union(seeds)], [.. profile.Kernels.Distinct(StringComparer.Ordinal)]));
                    }
                }
            }
        }

        AddWhatFollows();
    }

    /// <summary>Whether a job is among them.</summary>
    /// <param name="id">The job.</param>
    public bool Contains(JobId id) => _ids.Contains(id);

    /// <summary>Why a finished job is not among them, in a few words.</summary>
    /// <param name="job">A finished job.</param>
    public string Obstacle(Job job)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (!IsCurrent(job))
            return $"{job.Kind} of revision {job.Revision}, which this build does not make";
        if (job.PluginDigest is { } digest && !_plugins.Contains(digest) && !_own.Contains(job.Id))
            return "its plugin has changed or is not loaded";
        var input = job.Inputs.Select(one => _stored.GetValueOrDefault(one.Id)).FirstOrDefault(one => one is not null && !Contains(one.Id));
        return input is null ? "of a size that no profile has" : Obstacle(input);
    }

    // All interventions share a plan, unless one of them does not fit the model.
    private void AddPlans(PluginCatalog catalog, ComputeEnvironment environment, BenchmarkRequest request)
    {
        if (TryAdd(catalog, environment, request))
            return;
        foreach (var intervention in request.Interventions)
            TryAdd(catalog, environment, request with { Interventions = [.. ((string[])[NoIntervention.Name, intervention]).Distinct(StringComparer.Ordinal)] });
    }

    private bool TryAdd(PluginCatalog catalog, ComputeEnvironment environment, BenchmarkRequest request)
    {
        try
        {
            _ids.UnionWith(BenchmarkPlan.Build(request, catalog, _kinds, environment).Graph.Jobs.Select(job => job.Id));
            return true;
        }
        catch (InvalidInputException)
        {
            return false;
        }
    }

    // What no plan lists one by one: selections of trials, and all that was made of a user's own demonstrations.
    private void AddWhatFollows()
    {
        var open = _stored.Values.Where(job => !Contains(job.Id) && IsCurrent(job) && (job.Kind is "score" or "rank" || _own.Contains(job.Id)));
        AddClosure(_ids, open.ToList(), job => job.Inputs.All(input => Contains(input.Id)));
    }

    // Adds jobs until none is left that belongs to those that are there.
    private static void AddClosure(HashSet<JobId> ids, List<Job> open, Predicate<Job> belongs)
    {
        int added;
        do
        {
            added = open.RemoveAll(job => belongs(job) && ids.Add(job.Id));
        }
        while (added > 0);
    }

    // A build without a user's demonstrations has no jobs of this kind; only the user can make them again.
    private bool IsCurrent(Job job) => job.Kind == Import || (_kinds.TryGetValue(job.Kind, out var kind) && kind.Revision == job.Revision);
}
