using Misgen.Pipeline.Configuration;

namespace Misgen.Pipeline.Tests;

public sealed class TaskPatternsTests
{
    private static readonly string[] Ids = ["synthetic/sine", "maze/umaze", "maze/medium", "mine/task"];

    [Fact]
    public void Select_Star_TakesAllAlsoOfAPluginJustDroppedIn() => TaskPatterns.Select(["*"], Ids).Should().Equal(Ids);

    [Fact]
    public void Select_Negation_TakesOut() => TaskPatterns.Select(["*", "!maze/medium"], Ids).Should().Equal("synthetic/sine", "maze/umaze", "mine/task");

    [Fact]
    public void Select_LaterPattern_Wins() => TaskPatterns.Select(["*", "!maze/*", "maze/umaze"], Ids).Should().Equal("synthetic/sine", "maze/umaze", "mine/task");

    [Fact]
    public void Select_Family_TakesOnlyIt() => TaskPatterns.Select(["synthetic/*"], Ids).Should().Equal("synthetic/sine");

    [Fact]
    public void Select_NoMatch_IsEmpty() => TaskPatterns.Select(["Synthetic/*"], Ids).Should().BeEmpty("ids are case-sensitive");
}
