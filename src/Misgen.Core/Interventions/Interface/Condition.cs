using Misgen.Plugins;

namespace Misgen.Core.Interventions.Interface;

/// <summary>
/// <c>condition</c>: the model is given the quantity, scaled to [−1, 1] on its range together with sine and cosine features at
/// π, 2π, 4π and 8π of its position in the range, and is sampled with values drawn from the target.
/// </summary>
public sealed class Condition : Intervention
{
    private static readonly int[] Frequencies = [1, 2, 4, 8];

    /// <inheritdoc/>
    public override string Id => "condition";

    /// <inheritdoc/>
    public override InterventionLevel Level => InterventionLevel.Interface;

    /// <inheritdoc/>
    public override string Description => "give the model the quantity, sample with values drawn from the target";

    /// <inheritdoc/>
    public override int ConditionFeatures => 1 + (2 * Frequencies.Length);

    /// <inheritdoc/>
    public override void EncodeCondition(double q, QuantityRange range, Span<float> features)
    {
        var position = (q - range.Low) / range.Width;
        features[0] = (float)((2 * position) - 1);
        for (var i = 0; i < Frequencies.Length; i++)
        {
            var (sin, cos) = Math.SinCos(Frequencies[i] * Math.PI * position);
            features[1 + (2 * i)] = (float)sin;
            features[2 + (2 * i)] = (float)cos;
        }
    }
}
