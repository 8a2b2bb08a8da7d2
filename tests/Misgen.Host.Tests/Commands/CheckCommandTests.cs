using System.Text;
using System.Xml.Linq;
using Misgen.Host.Commands;
using Misgen.Host.Reports.Checks;
using Misgen.Pipeline.Leaderboard;
using Misgen.Pipeline.Leaderboard.Comparison;
using Misgen.Pipeline.Tests.Comparison;

namespace Misgen.Host.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();
    private static readonly LeaderboardDocument Baseline = Boards.Steady(3, SyntheticBoard.Uniform);
    private static readonly LeaderboardDocument Other = Boards.Tilted(200, 1);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Check_EqualBoards_ExitsWithZero()
    {
        var result = await Check(Baseline, Baseline);

        result.Exit.Should().Be(ExitCode.Done, result.Error);
        result.Output.Should().StartWith("check: nothing moved in 6 comparisons; ").And.EndWith(" would have been found.\n");
        result.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task Check_MovedBoard_ExitsWithThreeAndWritesBothFiles()
    {
        var (xml, page) = (Path.Combine(_cli.Folder, "check.xml"), Path.Combine(_cli.Folder, "out", "check.md"));

        var result = await Check(Boards.Tilted(0, 3), Other, "--junit", xml, "--markdown", page);

        result.Exit.Should().Be(ExitCode.Different, result.Error);
        result.Output.Should().StartWith("moved: task/a: ").And.Contain("check: 2 of 5 comparisons moved, in task/a.\n");
        XDocument.Load(xml).Root!.Attribute("failures")!.Value.Should().Be("2");
        (await File.ReadAllTextAsync(page)).Should().StartWith("## Misgen check: 2 changes\n");
    }

    [Fact]
    public async Task Check_Minimum_IsTheLeastChangeThatCounts() =>
        (await Check(Boards.Tilted(0, 3), Other, "--minimum", "0.2")).Exit.Should().Be(ExitCode.Done);

    [Fact]
    public async Task Check_Update_MakesTheLeaderboardTheBaseline()
    {
        var result = await Check(Boards.Tilted(0, 3), Other, "--update");

        result.Exit.Should().Be(ExitCode.Done, result.Error);
        result.Output.Should().Contain("moved: ");
        result.Error.Should().Contain(" is the new baseline, with 1 seed; with three or more a check finds smaller changes");
        (await File.ReadAllBytesAsync(PathOf("baseline.json"))).Should().Equal(await File.ReadAllBytesAsync(PathOf("board.json")));
    }

    [Fact]
    public async Task Check_UpdateWithoutOrWithAnUnfitBaseline_MakesIt()
    {
        await File.WriteAllBytesAsync(PathOf("board.json"), LeaderboardJson.ToBytes(Baseline));
        string[] update = ["check", "--baseline", PathOf("baseline.json"), "--leaderboard", PathOf("board.json"), "--update"];

        (await CommandLine.Run(update)).Exit.Should().Be(ExitCode.Done);
        await File.WriteAllTextAsync(PathOf("baseline.json"), "{}");
        var again = await CommandLine.Run(update);

        again.Exit.Should().Be(ExitCode.Done);
        again.Error.Should().Contain("not compared with the old baseline: ").And.Contain("it has no schemaVersion");
        (await File.ReadAllBytesAsync(PathOf("baseline.json"))).Should().Equal(await File.ReadAllBytesAsync(PathOf("board.json")));
    }

    [Theory]
    [InlineData("{}", "it has no schemaVersion")]
    [InlineData("not JSON", "is malformed at line 1")]
    [InlineData(null, "cannot read ")]
    public async Task Check_MalformedLeaderboard_OneLineAndExitTwo(string? text, string message)
    {
        await File.WriteAllBytesAsync(PathOf("baseline.json"), LeaderboardJson.ToBytes(Baseline));
        if (text is not null)
            await File.WriteAllTextAsync(PathOf("board.json"), text);

        var result = await CommandLine.Run("check", "--baseline", PathOf("baseline.json"), "--leaderboard", PathOf("board.json"));

        ShouldBeWrongInput(result, message);
    }

    [Fact]
    public async Task Check_ContradictoryOrOtherBoard_OneLineAndExitTwo()
    {
        var task = Baseline.Tasks[0];
        ShouldBeWrongInput(await Check(Baseline, Baseline with { Tasks = [task with { Curated = new double[48] }] }), "board.json contradicts itself: task/a: curated sums to 0, not to 1");
        ShouldBeWrongInput(await Check(Baseline, Baseline with { Profile = "quick" }), "the leaderboards cannot be compared: profile (synthetic and quick)");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("much")]
    public async Task Check_WrongMinimum_OneLineAndExitTwo(string minimum) => ShouldBeWrongInput(await Check(Baseline, Baseline, "--minimum", minimum), "--minimum takes ");

    [Fact]
    public void Text_OfAMovedBoard_IsThis() => string.Concat(CheckReport.Lines(Moved()).Select(line => line + "\n")).Should().Be(Golden("check.txt"));

    [Fact]
    public void JUnit_OfAMovedBoard_IsThis() => Encoding.UTF8.GetString(CheckJUnit.Of(Moved())).Should().Be(Golden("check.xml"));

    [Fact]
    public void Markdown_OfAMovedBoard_IsThis() => Encoding.UTF8.GetString(CheckMarkdown.Of(Moved())).Should().Be(Golden("check.md"));

    // Values, a prediction, an intervention and its rank moved, and plausibility cannot be decided.
    private static BoardComparison Moved()
    {
        double[] predicted = [.. SyntheticBoard.Uniform.Select((mass, k) => k < 24 ? mass * 1.1 : mass * 0.9)];
        var baseline = Boards.Steady(3, SyntheticBoard.Uniform);
        var moved = Boards.Tilted(300, 1, predicted, 1);
        var task = moved.Tasks[0];
        var model = task.Models[0];
        model = model with { Observed = model.Observed with { Plausibility = new EstimateBoard(0.882, null, null) } };
        return BoardComparison.Of(baseline, moved with { Tasks = [task with { Models = [model] }] });
    }

    private static string Golden(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", file));

    private static void ShouldBeWrongInput(CommandLine.Result result, string message)
    {
        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Output.Should().BeEmpty();
        result.Error.Should().StartWith("misgen-bench: ").And.Contain(message);
        result.Error.TrimEnd('\n').Should().NotContain("\n");
    }

    private string PathOf(string file) => Path.Combine(_cli.Folder, file);

    private async Task<CommandLine.Result> Check(LeaderboardDocument baseline, LeaderboardDocument board, params string[] options)
    {
        await File.WriteAllBytesAsync(PathOf("baseline.json"), LeaderboardJson.ToBytes(baseline));
        await File.WriteAllBytesAsync(PathOf("board.json"), LeaderboardJson.ToBytes(board));
        return await CommandLine.Run(["check", "--baseline", PathOf("baseline.json"), "--leaderboard", PathOf("board.json"), .. options]);
    }
}
