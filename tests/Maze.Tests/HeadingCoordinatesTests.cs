namespace Misgen.Plugins.Maze.Tests;

public sealed class HeadingCoordinatesTests
{
    private const float Diagonal = 0.70710678f;

    private static readonly HeadingCoordinates Coordinates = new(4);

    // Right by 1, down by 2, diagonally by √2; the mean of (0,0), (1,0), (1,2), (2,3) is (1, 1.25).
    [Fact]
    public void Encode_PathOfFourPoints_IsAsByHand()
    {
        var encoded = Encode([0, 0, 1, 0, 1, 2, 2, 3]);

        encoded.Should().HaveCount(20);
        encoded.Should().Equal(
            [1, 0, 1, 1, 1.25f, 0, 1, 2, 1, 1.25f, Diagonal, Diagonal, 2 * Diagonal, 1, 1.25f, Diagonal, Diagonal, 2 * Diagonal, 1, 1.25f],
            (actual, expected) => Math.Abs(actual - expected) < 1e-6);
    }

    [Fact]
    public void Encode_StandingPoint_KeepsTheHeadingOfTheStepBefore()
    {
        var encoded = Encode([1, 1, 1, 1, 1, 3, 1, 3]);

        encoded.Chunk(5).Select(row => (row[0], row[1], row[2])).Should().Equal((1, 0, 0), (0, 1, 2), (0, 1, 0), (0, 1, 0));
        Decode(encoded).Should().Equal(1, 1, 1, 1, 1, 3, 1, 3);
    }

    [Theory]
    [InlineData("maze/umaze")]
    [InlineData("maze/medium")]
    public void Decode_EncodedDemonstration_IsTheDemonstration(string id)
    {
        var maze = LoadedMaze.Of(id);
        var representation = maze.Task.Representations[0];
        var encoded = new float[representation.Layout.Size];
        var decoded = new float[maze.Size];
        foreach (var path in maze.Demonstrations(2000).Chunk(maze.Size))
        {
            representation.Encode(path, encoded);
            representation.Decode(encoded, decoded);

            decoded.Zip(path, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-5f);
        }
    }

    // Whatever a kernel or a model makes of a path is encoded as well: here points all over the map.
    [Fact]
    public void Decode_EncodedNoise_IsTheNoise()
    {
        var random = new RandomStream(0, "noise");
        float[] noise = [.. Enumerable.Range(0, 256).Select(_ => (float)random.NextUniform(-1, 9))];
        var representation = LoadedMaze.Medium.Task.Representations[0];
        var encoded = new float[representation.Layout.Size];
        var decoded = new float[256];

        representation.Encode(noise, encoded);
        representation.Decode(encoded, decoded);

        decoded.Zip(noise, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-5f);
    }

    // Steps of 1 m in headings of norm 3, 0.5 and 5; the mean of (0,0), (1,0), (1,1), (1.6,1.8) relative to the start is (0.9, 0.7).
    [Fact]
    public void Decode_HeadingsOfAnyNorm_AreNormalised() =>
        Decode(Rows((3, 0, 1), (0, 0.5f, 1), (3, 4, 1), (9, 9, 9)))
            .Should().Equal([-0.9f, -0.7f, 0.1f, -0.7f, 0.1f, 0.3f, 0.7f, 1.1f], (actual, expected) => Math.Abs(actual - expected) < 1e-6);

    [Fact]
    public void Decode_NegativeLengthOrNoHeading_StandsStill() =>
        Decode(Rows((1, 0, -2), (0, 0, 5), (1, 0, 4), (1, 0, 1)))
            .Should().Equal([-1, 0, -1, 0, -1, 0, 3, 0], (actual, expected) => Math.Abs(actual - expected) < 1e-6);

    // The centres 1, 2, 3, 6 and 0, 0, 0, 4 average to (3, 1), where a path that stands still lies.
    [Fact]
    public void Decode_CentreThatChanges_IsAveraged()
    {
        float[] encoded = [1, 0, 0, 1, 0, 1, 0, 0, 2, 0, 1, 0, 0, 3, 0, 1, 0, 0, 6, 4];

        Decode(encoded).Should().Equal([3, 1, 3, 1, 3, 1, 3, 1], (actual, expected) => Math.Abs(actual - expected) < 1e-6);
    }

    [Fact]
    public void Layout_FiveChannels_HasAsManyStepsAsThePath()
    {
        Coordinates.Layout.Length.Should().Be(4);
        Coordinates.Layout.Channels.Select(channel => channel.Unit).Should().Equal("1", "1", "m", "m", "m");
        LoadedMaze.UMaze.Task.Representations[0].Layout.Length.Should().Be(64);
        LoadedMaze.Medium.Task.Representations[0].Layout.Length.Should().Be(128);
    }

    private static float[] Rows(params (float Cos, float Sin, float Length)[] steps) =>
        [.. steps.SelectMany(step => (float[])[step.Cos, step.Sin, step.Length, 0, 0])];

    private static float[] Encode(float[] path)
    {
        var encoded = new float[20];
        Coordinates.Encode(path, encoded);
        return encoded;
    }

    private static float[] Decode(float[] encoded)
    {
        var path = new float[8];
        Coordinates.Decode(encoded, path);
        return path;
    }
}
