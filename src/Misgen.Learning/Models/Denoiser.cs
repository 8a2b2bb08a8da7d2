namespace Misgen.Learning.Models;

/// <summary>What a denoiser is made for.</summary>
/// <param name="Length">Steps of a trajectory.</param>
/// <param name="Channels">Channels of a trajectory.</param>
/// <param name="ConditionFeatures">Features of the condition; 0 without one.</param>
/// <param name="Width">The family's own measure of size: channels of the U-Net's first level, width of the MLP.</param>
public sealed record DenoiserShape(int Length, int Channels, int ConditionFeatures, int Width);

/// <summary>
/// A network that sees a noisy trajectory and a time, and predicts the velocity <c>v = α ε − σ x</c> (Salimans, Ho, ICLR 2022). It is
/// a function of its parameters: nothing is kept between calls.
/// </summary>
public abstract class Denoiser
{
    /// <summary>Its parameters.</summary>
    public ParameterLayout Layout { get; } = new();

    /// <summary>Predicts the velocity.</summary>
    /// <param name="weights">The parameters.</param>
    /// <param name="x"><c>[batch, channels, length]</c>.</param>
    /// <param name="time"><c>[batch]</c>, in (0, 1).</param>
    /// <param name="condition"><c>[batch, features]</c>, or null where the model has no condition.</param>
    /// <returns><c>[batch, channels, length]</c>.</returns>
    public abstract Tensor Velocity(Weights weights, Tensor x, Tensor time, Tensor? condition);
}
