using Misgen.Host.Commands;

namespace Misgen.Host.Tests.Commands;

public sealed class HelpTests
{
    [Theory]
    [InlineData("measure", "--demos")]
    [InlineData("check", "--baseline")]
    [InlineData("export", "--count")]
    [InlineData("draw", "--out")]
    [InlineData("verify", "--sample")]
    public async Task Help_CommandWithRequiredOptions_ListsThemAndEndsWithExamples(string command, string option)
    {
        var result = await CommandLine.Run(command, "--help");

        result.Exit.Should().Be(ExitCode.Done);
        result.Error.Should().BeEmpty();
        result.Output.Should().Contain(option).And.MatchRegex($"(?s)Options:.*Examples:\n  misgen-bench {command} --.*");
    }

    [Fact]
    public async Task Help_CommandWithoutExamples_HasNone() => (await CommandLine.Run("list", "--help")).Output.Should().NotContain("Examples:");
}
