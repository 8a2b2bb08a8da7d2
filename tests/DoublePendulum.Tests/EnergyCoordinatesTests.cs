namespace Misgen.Plugins.DoublePendulum.Tests;

public sealed class EnergyCoordinatesTests
{
    private const int Length = LoadedPendulum.Length;
    private static readonly IRepresentation Coordinates = LoadedPendulum.Task.Representations.Single();

    [Fact]
    public void RoundTrip_Demonstrations_IsTheIdentityTo1e5WhereThePendulumMoves()
    {
        var moving = 0;
        for (var i = 0; i < 500; i++)
        {
            var path = LoadedPendulum.Simulate(-24 + (14 * i / 499.0), i);
            var again = Decode(Encode(path));
            for (var t = 0; t < Length; t++)
            {
                var state = new PendulumState(path[4 * t], path[(4 * t) + 1], path[(4 * t) + 2], path[(4 * t) + 3]);
                // The rounding of E, at most 1e-6 J, moves √(2T) by up to 1e-6/√(2T), and by up to √2e-6 where T vanishes.
                var allowed = Mechanics.KineticEnergy(state) >= 0.02 ? 1e-5 : 4e-3;
                moving += Mechanics.KineticEnergy(state) >= 0.02 ? 1 : 0;
                for (var channel = 0; channel < 4; channel++)
                    again[(4 * t) + channel].Should().BeApproximately(path[(4 * t) + channel], (float)allowed);
            }
        }

        moving.Should().BeGreaterThan(500 * Length * 99 / 100);
    }

    [Fact]
    public void Encode_Demonstration_HasConstantEnergyAndUnitDirections()
    {
        var code = Encode(LoadedPendulum.Simulate(-15, 7));

        for (var t = 0; t < Length; t++)
        {
            code[(5 * t) + 4].Should().BeApproximately(-15, 1e-5f);
            MathF.Sqrt((code[(5 * t) + 2] * code[(5 * t) + 2]) + (code[(5 * t) + 3] * code[(5 * t) + 3])).Should().BeApproximately(1, 1e-6f);
        }
    }

    // Rods at a right angle: M = diag(2, 1), so that φ = 0 is ω1 = √T and φ = ¼ turn is ω2 = √2T. Here V = −9.81 J and E = −5.81 J: T = 4 J.
    [Theory]
    [InlineData(1, 0, 2, 0)]
    [InlineData(0, 1, 0, 2.828427)]
    [InlineData(-1, 0, -2, 0)]
    public void Decode_RodsAtARightAngle_IsAsByHand(float x, float y, float velocity1, float velocity2)
    {
        var path = Decode(Constant((float)(Math.PI / 2), 0, x, y, -5.81f));

        path[2].Should().BeApproximately(velocity1, 1e-5f);
        path[3].Should().BeApproximately(velocity2, 1e-5f);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(0.01f)]
    [InlineData(1e10f)]
    public void Decode_DirectionOfAnyLength_IsNormalised(float length)
    {
        var path = Decode(Constant(0.3f, -0.2f, 0.6f * length, -0.8f * length, -14));
        var unit = Decode(Constant(0.3f, -0.2f, 0.6f, -0.8f, -14));

        path.Zip(unit, (left, right) => Math.Abs(left - right)).Max().Should().BeLessThan(1e-5f);
        LoadedPendulum.Task.Quantity.Measure(path).Should().BeApproximately(-14, 1e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-9f)]
    [InlineData(-1e-30f)]
    public void Decode_NoDirection_TakesTheFixedOne(float length) =>
        Decode(Constant(0.3f, -0.2f, 0, length, -14)).Should().Equal(Decode(Constant(0.3f, -0.2f, 1, 0, -14)));

    [Theory]
    [InlineData(-29.5f)]
    [InlineData(-1000)]
    [InlineData(float.MinValue)]
    public void Decode_EnergyBelowThePotential_IsRestAtTheAngles(float energy)
    {
        var path = Decode(Constant(0.3f, -0.2f, 0.6f, -0.8f, energy));

        path[..4].Should().Equal(0.3f, -0.2f, 0, 0);
    }

    [Fact]
    public void Encode_PendulumAtRest_HasTheFixedDirectionAndIsRestored()
    {
        var rest = LoadedPendulum.Path(_ => (0.5, -1, 0, 0));
        var code = Encode(rest);
        var again = Decode(code);

        code[2..4].Should().Equal(1, 0);
        again.Zip(rest, (left, right) => Math.Abs(left - right)).Max().Should().BeLessThan(2e-3f, "√(2 · 1e-6 J) is left of the rounding of E");
    }

    private static float[] Constant(params float[] code) => [.. Enumerable.Range(0, Length).SelectMany(_ => code)];

    private static float[] Encode(float[] path)
    {
        var code = new float[Coordinates.Layout.Size];
        Coordinates.Encode(path, code);
        return code;
    }

    private static float[] Decode(float[] code)
    {
        var path = new float[LoadedPendulum.Task.Simulator.Layout.Size];
        Coordinates.Decode(code, path);
        return path;
    }
}
