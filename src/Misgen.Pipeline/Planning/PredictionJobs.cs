using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Learning.Kernels;

namespace Misgen.Pipeline.Planning;

/// <summary>The jobs that predict the drift of a model, none of which has a final model among its inputs.</summary>
/// <param name="Recommend">The job with all predictions.</param>
/// <param name="Reference">The measures of the reference pilot; null without.</param>
/// <param name="All">All of them, with the demonstrations'.</param>
internal sealed record PredictionJobs(Job Recommend, Job? Reference, IReadOnlyList<JobId> All)
{
    /// <summary>Adds them to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="factory">Makes the jobs.</param>
    /// <param name="entry">The task.</param>
    /// <param name="demonstrations">The job with the demonstrations.</param>
    /// <param name="model">Id of the model family.</param>
    /// <param name="kernels">Ids of the kernels.</param>
    /// <param name="withReference">Whether to train the reference pilot, which predictions are compared with.</param>
    public static PredictionJobs Add(
        JobGraph graph, JobFactory factory, TaskEntry entry, Job demonstrations, string model, IReadOnlyList<string> kernels, bool withReference)
    {
        List<JobInput> inputs = [new("curate", demonstrations.Id)];
        Job[] pilots = [.. PilotSize.Twins.Select(size => graph.Add(factory.Pilot(entry, demonstrations, model, size)))];
        for (var number = 0; number < pilots.Length; number++)
        {
            inputs.Add(new($"pilot/{number}", pilots[number].Id));
            inputs.Add(new($"pilot/{number}.measure", graph.Add(factory.Measure(entry, pilots[number])).Id));
        }

        Job? measured = null;
        if (withReference)
        {
            var reference = graph.Add(factory.Pilot(entry, demonstrations, model, PilotSize.Reference));
            measured = graph.Add(factory.Measure(entry, reference));
            inputs.Add(new("reference", reference.Id));
        }

        foreach (var kernel in kernels.Select(id => KernelRegistry.Find(id)!))
        {
            if (!kernel.UsesPilot)
                inputs.Add(new($"kernel/{kernel.Id}", graph.Add(factory.Predict(entry, demonstrations, kernel)).Id));
            for (var number = 0; kernel.UsesPilot && number < pilots.Length; number++)
                inputs.Add(new($"kernel/{kernel.Id}/{number}", graph.Add(factory.Predict(entry, demonstrations, kernel, pilots[number], $" {model} of the {PilotSize.Twins[number].Name} pilot")).Id));
        }

        var recommend = graph.Add(factory.Recommend(entry, model, kernels, inputs));
        List<JobId> all = [.. inputs.Select(input => input.Id), recommend.Id];
        if (measured is not null)
            all.Add(measured.Id);
        return new PredictionJobs(recommend, measured, all);
    }
}
