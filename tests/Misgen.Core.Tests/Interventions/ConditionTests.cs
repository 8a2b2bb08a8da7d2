using Misgen.Core.Interventions.Interface;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Interventions;

public sealed class ConditionTests
{
    private static readonly QuantityRange Range = new(2, 6);

    // Scaled to [−1, 1]; then sin and cos of π, 2π, 4π and 8π times the position in the range.
    [Theory]
    [InlineData(2, new[] { -1.0, 0, 1, 0, 1, 0, 1, 0, 1 })]
    [InlineData(3, new[] { -0.5, 0.70710678, 0.70710678, 1, 0, 0, -1, 0, 1 })]
    [InlineData(4, new[] { 0.0, 1, 0, 0, -1, 0, 1, 0, 1 })]
    [InlineData(6, new[] { 1.0, 0, -1, 0, 1, 0, 1, 0, 1 })]
    [InlineData(2.25, new[] { -0.875, 0.19509032, 0.98078528, 0.38268343, 0.92387953, 0.70710678, 0.70710678, 1, 0 })]
    public void EncodeCondition_PositionInTheRange_HasTheFeaturesOfTheMethod(double q, double[] expected)
    {
        var condition = new Condition();
        var features = new float[condition.ConditionFeatures];

        condition.EncodeCondition(q, Range, features);

        features.Length.Should().Be(9);
        for (var i = 0; i < features.Length; i++)
            ((double)features[i]).Should().BeApproximately(expected[i], 1e-6, $"it is feature {i} of q = {q}");
    }
}
