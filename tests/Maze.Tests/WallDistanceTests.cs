namespace Misgen.Plugins.Maze.Tests;

public sealed class WallDistanceTests
{
    // In the U-maze the cell in row 1, column 3 has walls above and to the right, and a wall's corner at (3, 2).
    [Theory]
    [InlineData(3.5, 1.5, 0.5)]
    [InlineData(3.9, 1.5, 0.1)]
    [InlineData(3.4, 1.25, 0.25)]
    [InlineData(3.03, 1.96, 0.05)]
    [InlineData(1.2, 1.6, 0.2)]
    [InlineData(1.2, 2.4, 0)]
    [InlineData(-3, 1.5, 0)]
    public void Of_PointOfTheUMaze_IsAsByHand(double x, double y, double distance) =>
        WallDistance.Of(Layout(LoadedMaze.UMazeMap), new Point(x, y)).Should().BeApproximately(distance, 1e-12);

    // In the middle of 3 × 3 free cells the nearest wall is 1.5 m away: farther than it looks.
    [Fact]
    public void Of_PointFarFromWalls_IsOne() =>
        WallDistance.Of(Layout("#####/#OOO#/#OOO#/#OOO#/#####"), new Point(2.5, 2.5)).Should().Be(1);

    [Fact]
    public void Of_PointsAllOverTheMediumMaze_IsThatToTheNearestOfAllWalls()
    {
        var random = new RandomStream(0, "points");
        var layout = Layout(LoadedMaze.MediumMap);
        for (var i = 0; i < 10_000; i++)
        {
            var (x, y) = (random.NextUniform(0, 8), random.NextUniform(0, 8));

            WallDistance.Of(layout, new Point(x, y)).Should().BeApproximately(Math.Min(1, LoadedMaze.Medium.DistanceToWalls(x, y)), 1e-12);
        }
    }

    private static MazeLayout Layout(string map) => LayoutFile.Parse(map.Replace('/', '\n'), "test");
}
