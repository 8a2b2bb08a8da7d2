using Misgen.Core.Interventions;
using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Learning.Kernels;
using Misgen.Pipeline.Representations;

namespace Misgen.Pipeline.Planning;

/// <summary>The jobs of one trial.</summary>
/// <param name="Train">The training.</param>
/// <param name="Sample">What draws its trajectories.</param>
/// <param name="Measure">What measures them.</param>
/// <param name="Evidence">What the intervention was decided by before the training; null where it needs nothing.</param>
internal sealed record PlannedTrial(Job Train, Job Sample, Job Measure, Job? Evidence);

/// <summary>Adds the trials of one task and model to a graph, with the jobs that their interventions need.</summary>
/// <param name="graph">The graph. Jobs that several trials need are in it once.</param>
/// <param name="factory">Makes the jobs.</param>
/// <param name="entry">The task.</param>
/// <param name="curate">The job with its demonstrations.</param>
/// <param name="model">Id of the model family.</param>
/// <param name="kernels">Ids of the kernels of the benchmark.</param>
internal sealed class TrialJobs(JobGraph graph, JobFactory factory, TaskEntry entry, Job curate, string model, IReadOnlyList<string> kernels)
{
    /// <summary>Adds a trial.</summary>
    /// <param name="intervention">Its intervention, which applies to the task.</param>
    /// <param name="seed">Its seed.</param>
    public PlannedTrial Add(Intervention intervention, ulong seed)
    {
        if (intervention.Rejects)
        {
            var baseline = Add(InterventionRegistry.Baseline, seed);
            var reject = graph.Add(factory.Reject(entry, curate, baseline.Train, baseline.Measure, model, intervention, seed));
            return new PlannedTrial(baseline.Train, reject, graph.Add(factory.Measure(entry, reject)), null);
        }

        var representations = intervention.Representations(entry.Task);
        var choose = representations.Count > 1 ? Choose(representations) : null;
        var encode = choose is not null
            ? graph.Add(factory.Encode(entry, curate, null, choose, $"for {intervention.Id}"))
            : Encode(representations[0]);
        var prior = Prior(intervention);
        var set = encode ?? curate;
        // Which layout is chosen is not known yet; it matters to the expected time only.
        var layout = RepresentationCatalog.LayoutOf(entry.Task, choose is null ? representations[0] : RepresentationNames.None);
        var train = graph.Add(factory.Train(entry, set, layout, model, intervention, seed, prior));
        var sample = graph.Add(factory.Sample(entry, set, layout, train, model, intervention, seed));
        return new PlannedTrial(train, sample, Measure(encode, sample), choose ?? prior);
    }

    /// <summary>Adds another sampling of the baseline, at twice the sampler's steps.</summary>
    /// <param name="baseline">The baseline's jobs.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The job that measures it.</returns>
    public Job AddAtTwiceTheSteps(PlannedTrial baseline, ulong seed) => Measure(null, graph.Add(factory.Sample(
        entry, curate, entry.Task.Simulator.Layout, baseline.Train, model, InterventionRegistry.Baseline, seed, twice: true)));

    /// <summary>A job and all that it needs.</summary>
    public List<JobId> With(params IEnumerable<Job> jobs)
    {
        var all = new HashSet<JobId>();
        var open = new Stack<JobId>(jobs.Select(job => job.Id));
        while (open.TryPop(out var id))
        {
            if (!all.Add(id))
                continue;
            foreach (var input in graph[id].Inputs)
                open.Push(input.Id);
        }

        return [.. all];
    }

    private Job? Encode(string representation) =>
        representation == RepresentationNames.None ? null : graph.Add(factory.Encode(entry, curate, representation));

    private Job Measure(Job? encode, Job sample) =>
        graph.Add(factory.Measure(entry, encode is null ? sample : graph.Add(factory.Decode(entry, encode, sample))));

    private Job Choose(IReadOnlyList<string> representations)
    {
        List<JobInput> inputs = [new("curate", curate.Id)];
        foreach (var name in representations)
        {
            var encode = Encode(name);
            var pilot = graph.Add(factory.Pilot(entry, encode ?? curate, model, PilotSize.Twins[0], name));
            inputs.Add(new($"pilot/{name}", pilot.Id));
            inputs.Add(new($"measure/{name}", Measure(encode, pilot).Id));
        }

        return graph.Add(factory.Choose(entry, representations, inputs));
    }

    private Job? Prior(Intervention intervention)
    {
        List<JobInput> inputs = [new("curate", curate.Id)];
        switch (intervention.Needs)
        {
            case DriftEvidence.Pilot:
                var pilot = graph.Add(factory.Pilot(entry, curate, model, PilotSize.Reference));
                inputs.AddRange([new("pilot", pilot.Id), new("pilot.measure", graph.Add(factory.Measure(entry, pilot)).Id)]);
                break;
            case DriftEvidence.Kernel:
                inputs.Add(new("recommend", PredictionJobs.Add(graph, factory, entry, curate, model, Kernels(), withReference: true).Recommend.Id));
                break;
            default:
                return null;
        }

        return graph.Add(factory.Prior(entry, intervention, inputs));
    }

    // Those of the benchmark, whose jobs there are anyway; all, where none of those has a transition matrix.
    private IReadOnlyList<string> Kernels() =>
        kernels.Any(id => KernelRegistry.Find(id)!.ActsOnTrajectories) ? kernels : [.. KernelRegistry.All.Select(kernel => kernel.Id)];
}
