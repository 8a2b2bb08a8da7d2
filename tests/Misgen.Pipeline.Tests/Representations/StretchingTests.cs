using Misgen.Core.Interventions;
using Misgen.Learning.Diffusion;
using Misgen.Pipeline.Representations;
using Misgen.Plugins;

namespace Misgen.Pipeline.Tests.Representations;

/// <summary>
/// A quantity <c>w · x</c> has the same gradient everywhere: in standardised coordinates <c>g_i ∝ w_i σ_i</c>. Then <c>G</c> is of rank
/// one, with the trace <c>d = 8</c> after scaling, and <c>(I + λ G)^{1/2}</c> multiplies along <c>g</c> by <c>√(1 + 8 λ)</c> and nothing else.
/// </summary>
public sealed class StretchingTests
{
    private const int Size = LinearTask.Size;
    private static readonly double[] Slopes = [1, -20, 0.5, 30, -2, 0, 0.1, 10];
    private static readonly float[] Demonstrations = LinearTask.Demonstrations(600);
    private static readonly Normalisation Normalisation = Normalisation.Of(Demonstrations, 2);
    private static readonly PhysicsTask Linear = LinearTask.Create(Product);

    [Theory]
    [InlineData(RepresentationNames.WeakStretch, 0.1)]
    [InlineData(RepresentationNames.StrongStretch, 1)]
    public void Encode_AlongTheGradientOfALinearQuantity_IsLongerByTheRoot(string name, double lambda)
    {
        var stretch = RepresentationCatalog.Fit(Linear, name, Demonstrations);

        foreach (var length in (double[])[1, -0.5, 3])
            ShouldBe(Encode(stretch, Physical(Direction, length)), Direction, length * Math.Sqrt(1 + (8 * lambda)));
    }

    [Theory]
    [InlineData(RepresentationNames.WeakStretch)]
    [InlineData(RepresentationNames.StrongStretch)]
    public void Encode_AcrossTheGradientOfALinearQuantity_IsAsLong(string name)
    {
        var stretch = RepresentationCatalog.Fit(Linear, name, Demonstrations);

        for (var axis = 0; axis < Size; axis++)
        {
            double[] across = [.. Direction.Select((along, i) => (i == axis ? 1 : 0) - (Direction[axis] * along))];
            ShouldBe(Encode(stretch, Physical(across, 1)), across, 1);
        }
    }

    [Theory]
    [InlineData(RepresentationNames.WeakStretch)]
    [InlineData(RepresentationNames.StrongStretch)]
    public void Decode_OfEncode_IsTheTrajectory(string name)
    {
        // The gradient turns from one trajectory to the next.
        var stretch = RepresentationCatalog.Fit(LinearTask.Create(x => x[0] * x[1] * x[7]), name, Demonstrations);

        for (var i = 0; i < 600; i++)
        {
            var trajectory = Demonstrations[(i * Size)..((i + 1) * Size)];
            var again = new float[Size];
            stretch.Decode(Encode(stretch, trajectory), again);
            for (var j = 0; j < Size; j++)
                again[j].Should().BeApproximately(trajectory[j], 1e-5f);
        }
    }

    // Nowhere defined, it has no direction either.
    [Theory]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void Encode_QuantityThatIsConstant_OnlyStandardises(double constant)
    {
        var stretch = RepresentationCatalog.Fit(LinearTask.Create(_ => constant), RepresentationNames.StrongStretch, Demonstrations);

        for (var axis = 0; axis < Size; axis++)
        {
            double[] unit = [.. Enumerable.Range(0, Size).Select(i => i == axis ? 1.0 : 0)];
            ShouldBe(Encode(stretch, Physical(unit, 2)), unit, 2);
        }
    }

    [Fact]
    public void Load_StoredTensors_EncodesToTheSameBits()
    {
        var fitted = RepresentationCatalog.Fit(Linear, RepresentationNames.StrongStretch, Demonstrations);

        var loaded = RepresentationCatalog.Load(
            Linear, RepresentationNames.StrongStretch, fitted.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal));

        var code = Encode(fitted, Demonstrations[..Size]);
        Encode(loaded, Demonstrations[..Size]).Should().Equal(code);
        var (one, other) = (new float[Size], new float[Size]);
        fitted.Decode(code, one);
        loaded.Decode(code, other);
        other.Should().Equal(one);
    }

    private static double[] Direction { get; } = Unit([.. Slopes.Select((slope, i) => slope * Normalisation.Deviation[i % 2])]);

    private static double Product(ReadOnlySpan<float> trajectory)
    {
        var sum = 0.0;
        for (var i = 0; i < Size; i++)
            sum += Slopes[i] * trajectory[i];
        return sum;
    }

    // So far from the mean in standardised coordinates.
    private static float[] Physical(double[] direction, double length) =>
        [.. direction.Select((value, i) => (float)(Normalisation.Mean[i % 2] + (length * value * Normalisation.Deviation[i % 2])))];

    private static float[] Encode(FittedRepresentation stretch, float[] trajectory)
    {
        var encoded = new float[Size];
        stretch.Encode(trajectory, 0, encoded);
        return encoded;
    }

    private static double[] Unit(double[] vector)
    {
        var length = Math.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / length)];
    }

    // Differences of floats: a step of a hundredth of a deviation is rounded by 2e-5 of itself.
    private static void ShouldBe(float[] encoded, double[] direction, double length)
    {
        for (var i = 0; i < Size; i++)
            ((double)encoded[i]).Should().BeApproximately(length * direction[i], 2e-4, $"it is value {i}");
    }
}
