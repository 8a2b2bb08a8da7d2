using Misgen.Plugins;

namespace Misgen.Core.Interventions;

/// <summary>What an intervention changes.</summary>
public enum InterventionLevel
{
    /// <summary>Nothing: the baseline.</summary>
    Baseline,

    /// <summary>Which demonstrations the model is trained on how often.</summary>
    Data,

    /// <summary>What the model is told beside the trajectory.</summary>
    Interface,

    /// <summary>The coordinates in which the model sees trajectories.</summary>
    Representation,

    /// <summary>Several of these.</summary>
    Combined,

    /// <summary>Which of the generated trajectories are kept.</summary>
    Sampling,
}

/// <summary>
/// A change meant to cut drift. Each is one class in the folder of its level and one line in <see cref="InterventionRegistry"/>;
/// it overrides what it changes.
/// </summary>
public abstract class Intervention
{
    /// <summary>Its id, such as <c>condition</c>.</summary>
    public abstract string Id { get; }

    /// <summary>What it changes.</summary>
    public abstract InterventionLevel Level { get; }

    /// <summary>One line for lists and reports.</summary>
    public abstract string Description { get; }

    /// <summary>What it must know of the drift before the model is trained. With any, <see cref="TrainingPrior"/> is called.</summary>
    public virtual DriftEvidence Needs => DriftEvidence.Nothing;

    /// <summary>How often the model is trained on demonstrations of each bin.</summary>
    /// <param name="drift">What is known of the drift.</param>
    /// <returns>48 masses, none negative, and zero where there are no demonstrations; they need not sum to 1.</returns>
    public virtual double[] TrainingPrior(ExpectedDrift drift) =>
        throw new NotSupportedException($"{Id} does not change which demonstrations a model is trained on.");

    /// <summary>
    /// In which representations of a task the model may be trained, by their names. Of several a rule chooses one, by pilots that are
    /// trained in each: the first is the reference that the others must be better than. None: the intervention does not apply to this task.
    /// </summary>
    /// <param name="task">The task.</param>
    public virtual IReadOnlyList<string> Representations(PhysicsTask task) => [RepresentationNames.None];

    /// <summary>
    /// How many features of the quantity the model is given, in training those of the demonstration and in sampling those of a value
    /// drawn from the target. 0: the model is told nothing.
    /// </summary>
    public virtual int ConditionFeatures => 0;

    /// <summary>Computes the features of one value of the quantity.</summary>
    /// <param name="q">The value.</param>
    /// <param name="range">The quantity's range.</param>
    /// <param name="features"><see cref="ConditionFeatures"/> values, to be filled.</param>
    public virtual void EncodeCondition(double q, QuantityRange range, Span<float> features)
    {
    }

    /// <summary>
    /// Whether it trains nothing of its own, but keeps some of what the baseline's model generates. Then <see cref="Acceptance"/> is called.
    /// </summary>
    public virtual bool Rejects => false;

    /// <summary>The most draws per trajectory that is wanted.</summary>
    public virtual int Budget => 1;

    /// <summary>With which chance a generated trajectory is kept.</summary>
    /// <param name="observed">48 masses of one batch of what the model generates; the chances are applied to another.</param>
    /// <param name="target">48 masses of the target.</param>
    /// <returns>48 chances, and which bins it cannot cover.</returns>
    public virtual (double[] Chances, IReadOnlyList<int> Uncovered) Acceptance(ReadOnlySpan<double> observed, ReadOnlySpan<double> target) =>
        throw new NotSupportedException($"{Id} rejects nothing.");
}
