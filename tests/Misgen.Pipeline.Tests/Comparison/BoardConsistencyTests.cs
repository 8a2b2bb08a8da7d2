using System.Text;
using System.Text.Json.Nodes;
using Misgen.Pipeline.Configuration;
using Misgen.Pipeline.Leaderboard;
using Misgen.Pipeline.Leaderboard.Comparison;

namespace Misgen.Pipeline.Tests.Comparison;

public sealed class BoardConsistencyTests(SmallBenchmark small) : IClassFixture<SmallBenchmark>
{
    [Fact]
    public void Parse_BoardOfABenchmark_ContradictsNothing() =>
        LeaderboardJson.ToBytes(LeaderboardFile.Parse(small.BoardBytes, "board")).Should().Equal(small.BoardBytes);

    [Fact]
    public void Parse_SyntheticBoard_ContradictsNothing() =>
        LeaderboardFile.Parse(LeaderboardJson.ToBytes(Boards.Steady(3, SyntheticBoard.Uniform)), "board").Tasks.Should().ContainSingle();

    [Theory]
    [InlineData("observed/delta/12", "0.1", "delta of bin 12 is 0.1")]
    [InlineData("observed/histogram/12", "0.2", "histogram sums to 1.1")]
    [InlineData("observed/perSeed/0/12", "0.2", "perSeed of seed 0 sums to 1.1")]
    [InlineData("observed/undefined", "0.1", "histogram sums to 1, not to 1 − 0.1 undefined")]
    [InlineData("observed/outOfRange", "0.1", "outOfRange is 0.1, the bins outside hold 0")]
    [InlineData("observed/tv/value", "0.4", "tv is 0.4, the histograms give ")]
    [InlineData("observed/plausibility/value", "1.2", "plausibility is 1.2")]
    [InlineData("observed/perSeed", "null", "observed.perSeed is missing")]
    [InlineData("observed/perSeed/1", "null", "does not have 48 masses")]
    [InlineData("interventions/0/rank", "2", "condition has rank 2 in place 1")]
    [InlineData("interventions/0/tvToTarget/value", "0.5", "condition ranks before none, which has the smaller total variation to the target")]
    [InlineData("interventions/0/plausibility/value", "0.5", "condition is implausible and ranks before none, which is not")]
    [InlineData("interventions/0/reduction", "null", "reduction of condition is missing")]
    [InlineData("interventions/1", "null", "an intervention's id is none")]
    [InlineData("seeds", "[0, 1]", "2 seeds have 3 histograms")]
    [InlineData("samples", "0", "it has 0 samples")]
    public void Parse_PartThatCannotBe_IsRefused(string path, string value, string fault)
    {
        var board = JsonNode.Parse(LeaderboardJson.ToBytes(Boards.Steady(3)))!;
        Replace(board["tasks"]![0]!["models"]![0]!, path.Split('/'), JsonNode.Parse(value));

        var act = () => LeaderboardFile.Parse(Encoding.UTF8.GetBytes(board.ToJsonString()), "board.json");

        act.Should().Throw<InvalidInputException>().WithMessage($"board.json contradicts itself: *{fault}*");
    }

    [Theory]
    [InlineData("", "board.json is malformed")]
    [InlineData("[]", "no leaderboard")]
    [InlineData("{}", "it has no schemaVersion")]
    [InlineData("{ \"schemaVersion\": 2 }", "board.json has schema 2, this build reads 1")]
    [InlineData("{ \"schemaVersion\": 1 }", "board.json is malformed")]
    [InlineData("{ \"schemaVersion\": 1, \"misgen\": null, \"profile\": 1 }", "board.json is malformed at line 1")]
    public void Parse_NoLeaderboard_IsRefusedInOneLine(string text, string fault)
    {
        var act = () => LeaderboardFile.Parse(Encoding.UTF8.GetBytes(text), "board.json");

        act.Should().Throw<InvalidInputException>().WithMessage($"*{fault}*").Which.Message.Should().NotContain("\n");
    }

    private static void Replace(JsonNode node, string[] path, JsonNode? value)
    {
        foreach (var step in path[..^1])
            node = int.TryParse(step, out var index) ? node[index]! : node[step]!;
        if (int.TryParse(path[^1], out var at))
            node[at] = value;
        else
            node[path[^1]] = value;
    }
}
