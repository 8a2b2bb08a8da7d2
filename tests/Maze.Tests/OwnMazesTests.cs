using Misgen.Core.Plugins;

namespace Misgen.Plugins.Maze.Tests;

/// <summary>The plugin's folder with mazes of a user's own, loaded as the program does.</summary>
public sealed class OwnMazesTests : IDisposable
{
    private const string Spiral = "#######/#OOOOO#/#O###O#/#O#OOO#/#O#####/#OOOOO#/#######";

    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("misgen-maze-").FullName, "Maze");

    public OwnMazesTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "layouts"));
        foreach (var file in Directory.GetFiles(LoadedMaze.Folder, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(_folder, Path.GetRelativePath(LoadedMaze.Folder, file)));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public void Load_LayoutOfTheUsersOwn_GivesPathsInIt()
    {
        File.WriteAllLines(Path.Combine(_folder, "layouts", "spiral.txt"), Spiral.Split('/'));

        var catalog = Load("""
            [
              // A comment is allowed.
              { "name": "spiral", "lengths": [2, 10], "points": 96, "clearance": 0.2, "jitter": 0.3 },
              { "name": "wide-u", "layout": "umaze.txt", "lengths": [0.5, 4], "jitter": 0 },
            ]
            """);

        catalog.Refused.Should().BeEmpty();
        catalog.Tasks.Select(entry => entry.Task.Id).Should().Equal("maze/spiral", "maze/wide-u");
        AssertPaths(LoadedMaze.Of(catalog.Find("maze/spiral")!, Spiral), 96, 0.2);
        AssertPaths(LoadedMaze.Of(catalog.Find("maze/wide-u")!, LoadedMaze.UMazeMap), 64, 0.08);
    }

    [Fact]
    public void Load_NoMazes_HasNoTasks() => Load("[]").Tasks.Should().BeEmpty();

    [Theory]
    [InlineData("\"lengths\": [5, 1]", "lengths is [5, 1], expected [shortest, longest] in metres with 0 < shortest < longest")]
    [InlineData("\"lengths\": [0, 1]", "lengths is [0, 1], expected [shortest, longest] in metres with 0 < shortest < longest")]
    [InlineData("\"lengths\": [1]", "lengths is [1], expected [shortest, longest] in metres with 0 < shortest < longest")]
    [InlineData("\"lengths\": [1, 2, 3]", "lengths is [1, 2, 3], expected [shortest, longest] in metres with 0 < shortest < longest")]
    [InlineData("\"lengths\": [1, 6]", "lengths ends at 6 m, but paths in layouts/umaze.txt reach 5.34 m: set a shorter one or draw a larger maze")]
    [InlineData("\"lengths\": [1, 5], \"points\": 62", "points is 62, expected a multiple of 4 from 4 to 4096 (the U-Net halves a trajectory twice)")]
    [InlineData("\"lengths\": [1, 5], \"points\": 0", "points is 0, expected a multiple of 4 from 4 to 4096 (the U-Net halves a trajectory twice)")]
    [InlineData("\"lengths\": [1, 5], \"points\": 16", "16 points on 5 m lie 0.33 m apart, expected at most 0.2 m: set points to 28 or more")]
    [InlineData("\"lengths\": [1, 5], \"clearance\": 0.5", "clearance is 0.5 m, expected 0 to 0.4 m (a corridor is 1 m wide)")]
    [InlineData("\"lengths\": [1, 5], \"clearance\": -0.1", "clearance is -0.1 m, expected 0 to 0.4 m (a corridor is 1 m wide)")]
    [InlineData("\"lengths\": [1, 5], \"clearance\": 0.3", "jitter is 0.28 m, expected 0 to 0.2 m, so that way-points keep the clearance of 0.3 m")]
    [InlineData("\"lengths\": [1, 5], \"jitter\": -1", "jitter is -1 m, expected 0 to 0.42 m, so that way-points keep the clearance of 0.08 m")]
    [InlineData("\"lengths\": [1, 5], \"layout\": \"none.txt\"", "layouts/none.txt does not exist in the plugin's folder: put the map there, or name its file as \"layout\"")]
    [InlineData("\"lengths\": [1, 5], \"layout\": \"../umaze.txt\"", "layout is '../umaze.txt', expected the name of a file in layouts/, without a folder")]
    public void Load_OptionOutsideItsLimits_SaysWhatToDo(string options, string message) =>
        Refusal($$"""[{ "name": "umaze", {{options}} }]""").Should().Be($"plugin 'Maze' failed to load: InvalidDataException: mazes.json, maze 'umaze': {message}");

    [Theory]
    [InlineData("[\n{ \"name\": \"umaze\" }]", "mazes.json, line 2, $[0]: ")]
    [InlineData("[{ \"name\": \"umaze\", \"lengths\": [1, 5],\n\"point\": 64 }]", "mazes.json, line 2, $[0].point: ")]
    [InlineData("[{ \"name\": \"umaze\", \"lengths\": [1, 5], \"points\": \"many\" }]", "mazes.json, line 1, $[0].points: ")]
    [InlineData("[{ \"name\": null, \"lengths\": [1, 5] }]", "mazes.json, line 1, $[0].name: ")]
    [InlineData("[\n\n{", "mazes.json, line 3, $[0]: ")]
    [InlineData("{}", "mazes.json, line 1, $: ")]
    [InlineData("null", "mazes.json: found null, expected a list of mazes such as [{ \"name\": \"umaze\", \"lengths\": [1, 5] }]")]
    [InlineData("[null]", "mazes.json: found null, expected a list of mazes such as [{ \"name\": \"umaze\", \"lengths\": [1, 5] }]")]
    public void Load_FileThatIsNoListOfMazes_SaysWhere(string json, string beginning) =>
        Refusal(json).Should().StartWith($"plugin 'Maze' failed to load: InvalidDataException: {beginning}").And.NotContain("Path:").And.NotContain("\n");

    [Fact]
    public void Load_NoListOfMazes_SaysWhatIsMissing()
    {
        File.Delete(Path.Combine(_folder, "mazes.json"));

        PluginCatalog.Load([_folder]).Refused.Should().ContainSingle().Which.Reason.Should().Be(
            "plugin 'Maze' failed to load: InvalidDataException: mazes.json is missing in the plugin's folder: expected a list of mazes, [] for none");
    }

    [Fact]
    public void Load_BadLayout_NamesFileRowAndColumn()
    {
        File.WriteAllText(Path.Combine(_folder, "layouts", "bad.txt"), "#####\n#OxO#\n#####\n");

        Refusal("""[{ "name": "bad", "lengths": [0.5, 1] }]""").Should().Be(
            "plugin 'Maze' failed to load: InvalidDataException: layouts/bad.txt, row 2, column 3: found 'x', expected '#' (wall), 'O' or 'G' (free)");
    }

    [Fact]
    public void Load_NameOfAnotherForm_IsRefused() =>
        Refusal("""[{ "name": "My Maze", "layout": "umaze.txt", "lengths": [1, 5] }]""").Should().Be(
            "plugin 'Maze': task id 'maze/My Maze' is not of the form family/name in lower-case letters, digits and dashes");

    // The farthest cells of the U are 6 steps and 2 bends apart, each of which the curve shortens from 1 m to that of a parabola with
    // two legs of ½ m, ½ (1 + ln(1 + √2) / √2): 5.623 m, and 95 % of it is reached.
    [Fact]
    public void Simulate_WantedBeyondTheReach_IsThatOfTheReach()
    {
        var maze = LoadedMaze.UMaze;

        var reach = maze.Quantity(maze.Simulate(100, 0));

        reach.Should().BeApproximately(0.95 * (4 + 1 + (Math.Log(1 + Math.Sqrt(2)) / Math.Sqrt(2))), 1e-3);
        maze.Quantity(maze.Simulate(-1, 0)).Should().Be(0);
    }

    // No point of a corridor of 1 m is 0.6 m away from its walls; the limits of the file do not allow that to be asked.
    [Fact]
    public void Simulate_NoPathKeepsItsClearance_GivesUp()
    {
        var options = new MazeOptions { Name = "umaze", Lengths = [1, 5], Clearance = 0.6 };
        var simulator = new MazeSimulator(options, LayoutFile.Parse(LoadedMaze.UMazeMap.Replace('/', '\n'), "layouts/umaze.txt"));

        var simulate = () => simulator.Simulate(new RandomStream(0, "none"), 2.5, new float[128]);

        simulate.Should().Throw<InvalidOperationException>().Which.Message.Should().Be(
            "layouts/umaze.txt: none of 10000 paths has 2.5 m and keeps 0.6 m from the walls: lower clearance, jitter or lengths in mazes.json");
    }

    private static void AssertPaths(LoadedMaze maze, int points, double clearance)
    {
        var demonstrations = maze.Demonstrations(500);

        demonstrations.Should().HaveCount(500 * points * 2);
        demonstrations.Chunk(2).Min(point => maze.DistanceToWalls(point[0], point[1])).Should().BeGreaterThanOrEqualTo(clearance);
        var range = maze.Task.Quantity.Range;
        maze.Quantities(demonstrations).Should().OnlyContain(q => q > range.Low - 1e-5 && q < range.High + 1e-5);
    }

    private string Refusal(string json)
    {
        var catalog = Load(json);
        catalog.Tasks.Should().BeEmpty();
        return catalog.Refused.Should().ContainSingle().Which.Reason;
    }

    private PluginCatalog Load(string json)
    {
        File.WriteAllText(Path.Combine(_folder, "mazes.json"), json);
        return PluginCatalog.Load([_folder]);
    }
}
