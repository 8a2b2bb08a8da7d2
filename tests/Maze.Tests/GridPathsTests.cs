namespace Misgen.Plugins.Maze.Tests;

public sealed class GridPathsTests
{
    [Theory]
    [InlineData(LoadedMaze.UMazeMap)]
    [InlineData(LoadedMaze.MediumMap)]
    public void Distance_AllPairsOfD4rlsMazes_IsDijkstras(string map) => AssertDistancesAndPaths(Parse(map));

    // The U-maze's ends are at the two ends of its one corridor of seven cells.
    [Fact]
    public void Distance_EndsOfTheUMaze_IsSix()
    {
        var paths = new GridPaths(Parse(LoadedMaze.UMazeMap));

        paths.Distance(0, 4).Should().Be(6);
        paths.Longest.Should().Be(6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Distance_AllPairsOfARandomMaze_IsDijkstras(int seed)
    {
        var random = new RandomStream((ulong)seed, "maze");
        var (rows, columns) = (4 + random.NextInt32(9), 4 + random.NextInt32(9));

        AssertDistancesAndPaths(RandomMaze(random, rows, columns));
    }

    // Both ways round a pillar are as short; each is taken by half of the paths.
    [Fact]
    public void DrawNext_TwoShortestPaths_TakesEitherHalfOfTheTime()
    {
        var paths = new GridPaths(Parse("#####/#OOO#/#O#O#/#OOO#/#####"));

        var first = Enumerable.Range(0, 2000).Count(i => paths.DrawNext(new RandomStream(0, "way", (ulong)i), 0, 7) == 1);

        first.Should().BeInRange(900, 1100);
    }

    // In the U of seven cells, 4, 2 × 2 and 2 × 3 ordered pairs are 6, 5 and 4 steps apart: 12 in all.
    [Fact]
    public void DrawPair_AtLeastFourSteps_IsUniformOnThem()
    {
        var paths = new GridPaths(Parse(LoadedMaze.UMazeMap));

        var pairs = Enumerable.Range(0, 12_000).Select(i => paths.DrawPair(new RandomStream(0, "pair", (ulong)i), 4)).CountBy(pair => pair).ToArray();

        pairs.Should().HaveCount(12);
        pairs.Should().OnlyContain(pair => paths.Distance(pair.Key.Start, pair.Key.Goal) >= 4 && pair.Value > 880 && pair.Value < 1120);
    }

    private static void AssertDistancesAndPaths(MazeLayout layout)
    {
        var paths = new GridPaths(layout);
        var cells = layout.FreeCells;
        var random = new RandomStream(0, "steps");
        for (var start = 0; start < cells.Count; start++)
        {
            var expected = Dijkstra(layout, start);
            for (var goal = 0; goal < cells.Count; goal++)
            {
                paths.Distance(start, goal).Should().Be(expected[goal], $"from {cells[start]} to {cells[goal]}");
                AssertShortestWay(layout, paths, random, start, goal, expected[goal]);
            }
        }
    }

    private static void AssertShortestWay(MazeLayout layout, GridPaths paths, RandomStream random, int start, int goal, int steps)
    {
        var cell = start;
        for (var i = 0; i < steps; i++)
        {
            var next = paths.DrawNext(random, cell, goal);
            Apart(layout.FreeCells[cell], layout.FreeCells[next]).Should().Be(1, "a step leads across an edge");
            cell = next;
        }

        cell.Should().Be(goal);
    }

    // Another algorithm on another graph: all cells whose centres are 1 m apart, relaxed from the nearest unsettled one.
    private static int[] Dijkstra(MazeLayout layout, int start)
    {
        var cells = layout.FreeCells;
        var distances = Enumerable.Repeat(int.MaxValue, cells.Count).ToArray();
        distances[start] = 0;
        var open = Enumerable.Range(0, cells.Count).ToHashSet();
        while (open.Count > 0)
        {
            var nearest = open.MinBy(cell => distances[cell]);
            open.Remove(nearest);
            foreach (var cell in open.Where(cell => Apart(cells[cell], cells[nearest]) == 1))
                distances[cell] = Math.Min(distances[cell], distances[nearest] + 1);
        }

        return distances;
    }

    private static int Apart(Cell left, Cell right) => Math.Abs(left.Row - right.Row) + Math.Abs(left.Column - right.Column);

    // Grown from the middle by cells that touch what is free already: connected, with open places, bends and dead ends.
    private static MazeLayout RandomMaze(RandomStream random, int rows, int columns)
    {
        var free = new List<Cell> { new(rows / 2, columns / 2) };
        for (var i = 0; i < 2 * rows * columns; i++)
        {
            var from = free[random.NextInt32(free.Count)];
            var (down, right) = random.NextInt32(4) switch { 0 => (0, 1), 1 => (1, 0), 2 => (0, -1), _ => (-1, 0) };
            var cell = new Cell(from.Row + down, from.Column + right);
            if (cell.Row > 0 && cell.Row < rows - 1 && cell.Column > 0 && cell.Column < columns - 1 && !free.Contains(cell) && random.NextDouble() < 0.4)
                free.Add(cell);
        }

        return new MazeLayout("random", rows, columns, free);
    }

    private static MazeLayout Parse(string map) => LayoutFile.Parse(map.Replace('/', '\n'), "test");
}
