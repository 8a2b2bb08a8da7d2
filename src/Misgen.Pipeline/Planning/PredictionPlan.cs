using Misgen.Core.Jobs;
using Misgen.Learning.Kernels;
using Misgen.Pipeline.Configuration;
using Misgen.Pipeline.Jobs;

namespace Misgen.Pipeline.Planning;

/// <summary>The prediction for a user's own demonstrations as a graph of jobs: the same that a benchmark has for its task.</summary>
/// <param name="Graph">The jobs.</param>
/// <param name="Import">The job with the demonstrations.</param>
/// <param name="Recommend">The job with the predictions.</param>
public sealed record PredictionPlan(JobGraph Graph, Job Import, Job Recommend)
{
    /// <summary>Expands it.</summary>
    /// <param name="demonstrations">The demonstrations.</param>
    /// <param name="model">Id of the model family.</param>
    /// <param name="profile">The model's sizes.</param>
    /// <param name="kinds">The kinds of jobs by name, <c>import</c> among them.</param>
    /// <param name="environment">Where it computes.</param>
    public static PredictionPlan Build(
        OwnDemonstrations demonstrations, string model, Profile profile, IReadOnlyDictionary<string, IJobKind> kinds, ComputeEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(demonstrations);
        var graph = new JobGraph();
        var factory = new JobFactory(profile, kinds, environment);
        var import = graph.Add(factory.Import(demonstrations));
        var jobs = PredictionJobs.Add(
            graph, factory, demonstrations.Entry, import, model, [.. KernelRegistry.All.Select(kernel => kernel.Id)], withReference: false);
        return new PredictionPlan(graph, import, jobs.Recommend);
    }
}
