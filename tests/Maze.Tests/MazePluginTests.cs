namespace Misgen.Plugins.Maze.Tests;

public sealed class MazePluginTests
{
    [Fact]
    public void Load_BuiltFolder_BringsTwoTasks()
    {
        LoadedMaze.Catalog.Refused.Should().BeEmpty();
        LoadedMaze.Catalog.Tasks.Select(entry => entry.Task.Id).Should().Equal("maze/umaze", "maze/medium");
        LoadedMaze.Catalog.Plugins.Should().ContainSingle().Which.Name.Should().Be("Maze");
    }

    // method.md §2.
    [Theory]
    [InlineData("maze/umaze", 64, 1, 5)]
    [InlineData("maze/medium", 128, 2.5, 8.5)]
    public void Task_Layout_IsThatOfTheMethod(string id, int length, double low, double high)
    {
        var task = LoadedMaze.Of(id).Task;

        task.Simulator.Layout.Length.Should().Be(length);
        task.Simulator.Layout.Channels.Should().Equal(new Channel("x", "m"), new Channel("y", "m"));
        task.Quantity.Range.Should().Be(new QuantityRange(low, high));
        task.Quantity.Unit.Should().Be("m");
        task.Defects.Should().ContainSingle().Which.Tolerance.Should().Be(0.02);
        task.Curator.Target.Name.Should().Be("uniform");
        task.Representations.Should().ContainSingle().Which.Name.Should().Be("coordinates");
    }

    // The maps as they are printed in D4RL's maze_model.py, where a backslash ends a row and G marks the goal.
    [Theory]
    [InlineData("umaze.txt", LoadedMaze.UMazeMap)]
    [InlineData("medium.txt", LoadedMaze.MediumMap)]
    public void Layout_OfThePlugin_IsThatOfD4rl(string file, string map) =>
        File.ReadAllLines(Path.Combine(LoadedMaze.Folder, "layouts", file)).Should().Equal(map.Split('/'));

    // Along the middle of the upper corridor of the U: 1.5 to 3.5.
    [Fact]
    public void TravelledDistance_StraightPath_IsItsLength() =>
        LoadedMaze.UMaze.Quantity(Path64(t => (1.5 + (2 * t / 63.0), 1.5))).Should().BeApproximately(2, 1e-6);

    // Over and back again: 3, 4, 5 triangles.
    [Fact]
    public void TravelledDistance_PathToAndFro_CountsEveryStep() =>
        LoadedMaze.UMaze.Quantity(Path64(t => t % 2 == 0 ? (1, 1) : (1.75, 2))).Should().Be(63 * 1.25);

    [Fact]
    public void TravelledDistance_StandingPoint_IsZero() => LoadedMaze.UMaze.Quantity(Path64(_ => (1.5, 1.5))).Should().Be(0);

    // From the upper to the lower arm of the U, straight through the wall between y = 2 and y = 3: 63 steps of 2/63 m from y = 1.5 put
    // the points t = 16 … 47 inside, for 1.5 + 2t/63 ≥ 2 from t = 15.75 and < 3 up to t = 47.25.
    [Fact]
    public void Defect_StraightThroughAWall_IsTheShareOfPointsInside() =>
        LoadedMaze.UMaze.Defect(Path64(t => (1.5, 1.5 + (2 * t / 63.0)))).Should().Be(32 / 64.0);

    [Theory]
    [InlineData(1.5, 1.5, 0)]
    [InlineData(3.5, 2.5, 0)]
    [InlineData(1.01, 3.99, 0)]
    [InlineData(0.99, 3.5, 1)]
    [InlineData(1.5, 2.5, 1)]
    [InlineData(2.99, 2.5, 1)]
    [InlineData(4.01, 2.5, 1)]
    [InlineData(-0.5, 1.5, 1)]
    [InlineData(1.5, -0.5, 1)]
    [InlineData(5.5, 1.5, 1)]
    [InlineData(1.5, 1e30, 1)]
    [InlineData(-1e30, 1.5, 1)]
    public void Defect_StandingPoint_IsOneInAWallOrOutsideTheMap(double x, double y, double share) =>
        LoadedMaze.UMaze.Defect(Path64(_ => (x, y))).Should().Be(share);

    // x counts columns and y rows: in the medium map, row 2, column 3 is wall and row 3, column 2 is free.
    [Theory]
    [InlineData(3.5, 2.5, 1)]
    [InlineData(2.5, 3.5, 0)]
    public void Defect_CellAndItsMirrorImage_AreTold(double x, double y, double share)
    {
        var standing = Enumerable.Range(0, 256).Select(i => (float)(i % 2 == 0 ? x : y)).ToArray();

        LoadedMaze.Medium.Defect(standing).Should().Be(share);
    }

    private static float[] Path64(Func<int, (double X, double Y)> point) =>
        [.. Enumerable.Range(0, 64).SelectMany(t => (float[])[(float)point(t).X, (float)point(t).Y])];
}
