using Misgen.Plugins;

namespace Misgen.Core.Interventions;

/// <summary>What an intervention changes.</summary>
public enum InterventionLevel
{
    /// <summary>Nothing: the baseline.</summary>
    Baseline,

    /// <summary>What the model is told beside the trajectory.</summary>
    Interface,
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
}
