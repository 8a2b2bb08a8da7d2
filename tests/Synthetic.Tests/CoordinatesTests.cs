namespace Misgen.Plugins.Synthetic.Tests;

public sealed class CoordinatesTests
{
    private static readonly IRepresentation Sine = Of(SyntheticTask.Sine);
    private static readonly IRepresentation Cone = Of(SyntheticTask.Cone);
    private static readonly IRepresentation Logistic = Of(SyntheticTask.Logistic);

    [Theory]
    [InlineData("synthetic/sine")]
    [InlineData("synthetic/cone")]
    [InlineData("synthetic/logistic")]
    public void Decode_OfEncodedDemonstrations_IsTheDemonstration(string id)
    {
        var task = SyntheticTask.Of(id);
        var size = task.Task.Simulator.Layout.Size;
        var demonstrations = task.Demonstrations(1000, 1);

        for (var i = 0; i < 1000; i++)
        {
            var demonstration = demonstrations[(i * size)..((i + 1) * size)];
            var again = Decode(Of(task), size, Encode(Of(task), demonstration));
            for (var j = 0; j < size; j++)
                again[j].Should().BeApproximately(demonstration[j], 1e-5f, $"it is value {j} of demonstration {i}");
        }
    }

    [Theory]
    [InlineData("synthetic/sine")]
    [InlineData("synthetic/cone")]
    [InlineData("synthetic/logistic")]
    public void Decode_Nonsense_IsFinite(string id)
    {
        var task = SyntheticTask.Of(id);
        var random = new RandomStream(1, "nonsense");
        foreach (var scale in (double[])[0, 1e-30, 1, 1e6, 1e30])
        {
            for (var i = 0; i < 100; i++)
            {
                float[] nonsense = [.. Enumerable.Range(0, Of(task).Layout.Size).Select(_ => (float)(scale * random.NextNormal()))];
                Decode(Of(task), task.Task.Simulator.Layout.Size, nonsense).Should().OnlyContain(value => float.IsFinite(value));
            }
        }
    }

    // Three times the slope of t/8, at the ends as well.
    [Fact]
    public void Encode_Ramp_HasItsSlopeEverywhere()
    {
        var code = Encode(Sine, [.. Enumerable.Range(0, 64).Select(t => t / 8f)]);

        for (var t = 0; t < 64; t++)
            (code[2 * t], code[(2 * t) + 1]).Should().Be((t / 8f, 0.375f));
    }

    // t² grows by 2t per step around t; from 0 to 1 by 1, from 62² to 63² by 125.
    [Fact]
    public void Encode_Parabola_HasCentralDifferencesAndOneSidedOnesAtTheEnds()
    {
        var code = Encode(Sine, [.. Enumerable.Range(0, 64).Select(t => (float)(t * t))]);

        code[1].Should().Be(3);
        code[(2 * 20) + 1].Should().Be(3 * 40);
        code[(2 * 63) + 1].Should().Be(3 * 125);
    }

    [Fact]
    public void Decode_GradientThatWasGenerated_IsDropped() =>
        Decode(Sine, 64, [.. Enumerable.Range(0, 128).Select(i => i % 2 == 0 ? i : 1e9f)]).Should().Equal(Enumerable.Range(0, 64).Select(t => 2f * t));

    // The simulator draws the centre first, N(0, .5²) in both directions.
    [Fact]
    public void Encode_SimulatedCircles_HaveTheirCentreAndRadius()
    {
        for (var i = 0; i < 200; i++)
        {
            var radius = 0.01 + (0.49 * i / 199);
            var random = new RandomStream(1, "test", (ulong)i);
            var (x, y) = (0.5 * random.NextNormal(), 0.5 * random.NextNormal());

            var code = Encode(Cone, SyntheticTask.Cone.Simulate(radius, i));

            for (var t = 0; t < 32; t++)
            {
                var row = code[(5 * t)..((5 * t) + 5)];
                ((double)row[0]).Should().BeApproximately(x, 1e-6);
                ((double)row[1]).Should().BeApproximately(y, 1e-6);
                ((row[2] * (double)row[2]) + (row[3] * (double)row[3])).Should().BeApproximately(1, 1e-6);
                ((double)row[4]).Should().BeApproximately(radius, 1e-6);
            }
        }
    }

    [Fact]
    public void Encode_StandingPoint_HasTheRadiusZero() =>
        Encode(Cone, [.. Enumerable.Range(0, 64).Select(i => i % 2 == 0 ? 0.25f : -0.5f)])
            .Should().Equal(Enumerable.Range(0, 32).SelectMany(_ => (float[])[0.25f, -0.5f, 1, 0, 0]));

    // Centres 0 and 2, 1 and 3, radii 2 and 4, by turns: (1, 2) and 3. The directions (3, 4), five times too long, and none at all.
    [Fact]
    public void Decode_RowsThatDisagree_AveragesCentreAndRadiusAndNormalisesDirections()
    {
        float[] odd = [0, 1, 3, 4, 2], even = [2, 3, 0, 0, 4];

        var points = Decode(Cone, 64, [.. Enumerable.Range(0, 32).SelectMany(t => t % 2 == 0 ? odd : even)]);

        for (var t = 0; t < 32; t++)
        {
            points[2 * t].Should().BeApproximately(t % 2 == 0 ? 1 + (3 * 0.6f) : 4, 1e-6f);
            points[(2 * t) + 1].Should().BeApproximately(t % 2 == 0 ? 2 + (3 * 0.8f) : 2, 1e-6f);
        }
    }

    // sin²: of 0, 30, 45, 60 and 90 degrees.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 1 / 3.0)]
    [InlineData(0.5, 0.5)]
    [InlineData(0.75, 2 / 3.0)]
    [InlineData(1, 1)]
    public void Encode_ValueOfTheMap_IsTheAngleOfItsRoot(float x, double y)
    {
        var code = Encode(Logistic, [.. Enumerable.Repeat(x, 16)]);

        ((double)code[0]).Should().BeApproximately(y, 1e-7);
        Decode(Logistic, 16, code)[0].Should().BeApproximately(x, 1e-6f);
    }

    // The first step only: after it the rounding of floats doubles at every step. At x = 1, where asin √x is steepest, it is √6e-8 at once.
    [Fact]
    public void Encode_OrbitOfFour_FollowsTheTentMap()
    {
        for (var i = 0; i < 500; i++)
        {
            var code = Encode(Logistic, SyntheticTask.Logistic.Simulate(4, i));

            ((double)code[1]).Should().BeApproximately(1 - Math.Abs(1 - (2.0 * code[0])), 1e-3);
        }
    }

    [Fact]
    public void Decode_AnyOrbit_StaysBetweenZeroAndOne() =>
        Decode(Logistic, 16, [-3, -1, -0.2f, 0, 0.1f, 0.9f, 1, 1.1f, 1.9f, 2, 2.1f, 7, 1e3f, -1e3f, 1e9f, -1e9f])
            .Should().OnlyContain(value => value >= 0 && value <= 1);

    private static IRepresentation Of(SyntheticTask task) => task.Task.Representations.Single(own => own.Name == "coordinates");

    private static float[] Encode(IRepresentation representation, float[] trajectory)
    {
        var encoded = new float[representation.Layout.Size];
        representation.Encode(trajectory, encoded);
        return encoded;
    }

    private static float[] Decode(IRepresentation representation, int size, float[] encoded)
    {
        var trajectory = new float[size];
        representation.Decode(encoded, trajectory);
        return trajectory;
    }
}
