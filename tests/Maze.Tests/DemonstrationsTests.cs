using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Misgen.Plugins.Maze.Tests;

public sealed class DemonstrationsTests
{
    private static readonly Dictionary<string, float[]> FiveThousand = new(StringComparer.Ordinal)
    {
        ["maze/umaze"] = LoadedMaze.UMaze.Demonstrations(5000),
        ["maze/medium"] = LoadedMaze.Medium.Demonstrations(5000),
    };

    public static TheoryData<string> Ids => ["maze/umaze", "maze/medium"];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Demonstration_EveryPoint_KeepsItsClearance(string id)
    {
        var maze = LoadedMaze.Of(id);

        var nearest = Points(FiveThousand[id]).Min(point => maze.DistanceToWalls(point.X, point.Y));

        nearest.Should().BeGreaterThanOrEqualTo(0.08);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Demonstration_StartAndGoal_LieInFreeCells(string id)
    {
        var maze = LoadedMaze.Of(id);

        foreach (var path in Paths(id))
        {
            foreach (var (x, y) in (ReadOnlySpan<(float X, float Y)>)[path[0], path[^1]])
                maze.Map[(int)y][(int)x].Should().Be('O');
            maze.Defect([.. path.SelectMany(point => (float[])[point.X, point.Y])]).Should().Be(0);
        }
    }

    // The curator's first number decides the length.
    [Theory]
    [MemberData(nameof(Ids))]
    public void Demonstration_MeasuredLength_IsTheCuratedOne(string id)
    {
        var range = LoadedMaze.Of(id).Task.Quantity.Range;

        var q = LoadedMaze.Of(id).Quantities(FiveThousand[id]);

        for (var i = 0; i < q.Length; i++)
        {
            var wanted = range.Low + (range.Width * new RandomStream(0, id + "/demonstrations", (ulong)i).NextDouble());
            q[i].Should().BeApproximately(wanted, 3e-6, $"that is drawn for demonstration {i}");
        }
    }

    // Equal arc lengths: chords differ where the path bends, in the sharpest bends by some per cent.
    [Theory]
    [MemberData(nameof(Ids))]
    public void Demonstration_Steps_AreEquallyLong(string id)
    {
        var steps = Paths(id)
            .Select(path => path.Zip(path.Skip(1), (a, b) => Math.Sqrt(Square(b.X - (double)a.X) + Square(b.Y - (double)a.Y))).ToArray())
            .ToArray();

        steps.Max(step => step.Max() / step.Average()).Should().BeLessThan(1.02);
        steps.Min(step => step.Min() / step.Average()).Should().BeGreaterThan(0.9);
        steps.Average(step => step.Min() / step.Average()).Should().BeGreaterThan(0.99);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Demonstration_AnyLength_LiesInEveryCellAndRunsEitherWay(string id)
    {
        var maze = LoadedMaze.Of(id);
        var cells = maze.Map.Sum(row => row.Count(cell => cell == 'O'));
        var range = maze.Task.Quantity.Range;
        foreach (var share in (double[])[0, 0.5, 0.999])
        {
            var paths = Enumerable.Range(0, 2000).Select(i => Path(maze.Simulate(range.Low + (share * range.Width), i))).ToArray();

            paths.SelectMany(path => path.Select(CellOf)).Distinct().Should().HaveCount(cells);
            paths.Average(path => Math.Sign(path[^1].Y - path[0].Y)).Should().BeApproximately(0, 0.08, "that is 3.5 standard deviations");
        }
    }

    // Short paths start anywhere in the U's seven cells, less often in the two ends, which no path leads through.
    [Fact]
    public void Demonstration_ShortPathInTheUMaze_StartsInEveryCell()
    {
        var starts = Enumerable.Range(0, 4000).Select(i => CellOf(Path(LoadedMaze.UMaze.Simulate(1, i))[0])).CountBy(cell => cell).ToArray();

        starts.Should().HaveCount(7);
        starts.Should().OnlyContain(start => start.Value > 140 && start.Value < 1000);
    }

    // Way-points lie within 0.28 m of the centre of their cell, and little is cut off the ends. Of 4,000 paths of 1 m some have both.
    [Fact]
    public void Demonstration_ShortPathInTheUMaze_BeginsAndEndsNearTheCentresOfCells()
    {
        var paths = Enumerable.Range(0, 4000).Select(i => Path(LoadedMaze.UMaze.Simulate(1, i))).ToArray();

        var begin = paths.Count(path => !IsNearCentre(path[0])) / 4000.0;
        var end = paths.Count(path => !IsNearCentre(path[^1])) / 4000.0;

        begin.Should().BeInRange(0.001, 0.1);
        end.Should().BeApproximately(begin, 0.02, "paths are as likely one way as the other");
    }

    // A path of 1.5 m in the U-maze fits into an arm of it, or leads round a bend.
    [Fact]
    public void Demonstration_PathOfMiddlingLength_IsStraightOrBent()
    {
        var heights = Enumerable.Range(0, 1000).Select(i => Path(LoadedMaze.UMaze.Simulate(1.5, i)))
            .Select(path => path.Max(point => point.Y) - path.Min(point => point.Y)).ToArray();

        heights.Count(height => height < 0.5).Should().BeInRange(150, 850);
        heights.Count(height => height > 1).Should().BeInRange(150, 850);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Curate_OneThreadOrThree_GivesTheSameBits(string id)
    {
        var maze = LoadedMaze.Of(id);

        maze.Demonstrations(2000, 3).AsSpan().SequenceEqual(maze.Demonstrations(2000, 1)).Should().BeTrue();
    }

    // Only + − × ÷ and square roots, which IEEE 754 fixes: the same on every platform. After a wanted change, take the digests that
    // the failing tests print.
    [Theory]
    [InlineData("maze/umaze", "0877019c429025de600dc626ee6f338c44748f005432bc1bb7ed02dbc0edb273")]
    [InlineData("maze/medium", "9175edc50e5477a8dfecb9e7e503fd2424d00a6632c323b2f444c36856dbf333")]
    public void Demonstrations_FirstHundred_HaveTheGoldenDigest(string id, string digest) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(LoadedMaze.Of(id).Demonstrations(100).AsSpan()))).Should().Be(digest);

    private static IEnumerable<(float X, float Y)[]> Paths(string id) => FiveThousand[id].Chunk(LoadedMaze.Of(id).Size).Select(Path);

    private static (float X, float Y)[] Path(float[] trajectory) => [.. Points(trajectory)];

    private static IEnumerable<(float X, float Y)> Points(float[] values) => values.Chunk(2).Select(pair => (pair[0], pair[1]));

    private static (int Row, int Column) CellOf((float X, float Y) point) => ((int)point.Y, (int)point.X);

    private static bool IsNearCentre((float X, float Y) point) =>
        Math.Abs(point.X - Math.Floor(point.X) - 0.5) <= 0.28 && Math.Abs(point.Y - Math.Floor(point.Y) - 0.5) <= 0.28;

    private static double Square(double value) => value * value;
}
