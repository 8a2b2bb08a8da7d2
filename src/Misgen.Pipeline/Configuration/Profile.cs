using Misgen.Learning.Kernels;

namespace Misgen.Pipeline.Configuration;

/// <summary>A profile of <c>benchmarks.json</c>: which tasks, models, interventions and seeds, at which sizes.</summary>
public sealed record Profile
{
    /// <summary>One line for <c>list profiles</c>.</summary>
    public required string Description { get; init; }

    /// <summary>
    /// Patterns of task ids, applied in order: <c>*</c> matches any characters, a leading <c>!</c> takes tasks out again. Tasks of
    /// every loaded plugin are matched, so <c>["*"]</c> includes a plugin that was just dropped in.
    /// </summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>
    /// Models by id of their family, with their sizes. A model that is asked for by name and not listed is trained as long as the
    /// first one, at its family's own size.
    /// </summary>
    public required IReadOnlyDictionary<string, ModelSettings> Models { get; init; }

    /// <summary>Ids of interventions; the baseline <c>none</c> is run in any case.</summary>
    public required IReadOnlyList<string> Interventions { get; init; }

    /// <summary>Ids of the kernels that predict the drift. Default: all; none for no predictions.</summary>
    public IReadOnlyList<string> Kernels { get; init; } = [.. KernelRegistry.All.Select(kernel => kernel.Id)];

    /// <summary>Seeds of training and sampling.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>Trajectories to train on. Default: 20,000.</summary>
    public int Demonstrations { get; init; } = 20_000;

    /// <summary>Trajectories that no model sees, for the noise floor. Default: 10,000.</summary>
    public int HeldOut { get; init; } = 10_000;

    /// <summary>Generated trajectories per trial. Default: 4,000.</summary>
    public int Samples { get; init; } = 4_000;

    /// <summary>Generated trajectories at twice the solver steps, for the baseline. Default: 2,000.</summary>
    public int SamplesAtTwiceTheSteps { get; init; } = 2_000;

    /// <summary>Steps of the sampler. Default: 20.</summary>
    public int SolverSteps { get; init; } = 20;

    /// <summary>Seconds after which a job that calls a plugin has failed. Default: 600.</summary>
    public double PluginTimeLimitSeconds { get; init; } = 600;
}

/// <summary>The size of a model and of its training.</summary>
public sealed record ModelSettings
{
    /// <summary>The family's measure of size: channels of the U-Net's first level, width of the MLP. Default: the family's.</summary>
    public int? Width { get; init; }

    /// <summary>Optimizer steps. Default: 3,000.</summary>
    public int Steps { get; init; } = 3_000;

    /// <summary>Trajectories per step. Default: 64.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Largest learning rate. Default: 2e-3.</summary>
    public double LearningRate { get; init; } = 2e-3;
}
