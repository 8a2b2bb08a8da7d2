using System.Text.Json.Nodes;
using Misgen.Host.Commands;

namespace Misgen.Host.Tests.Commands;

public sealed class ListCommandTests
{
    [Fact]
    public async Task List_Tasks_NamesEveryTaskWithItsQuantity()
    {
        var result = await CommandLine.Run("list", "tasks");

        result.Exit.Should().Be(ExitCode.Done);
        result.Output.Should().Contain("synthetic/logistic").And.Contain("[16, 1]").And.Contain("3.5 to 4").And.Contain("1 to 6 cycles/window");
    }

    [Theory]
    [InlineData("tasks", "task", "synthetic/sine", "synthetic/cone", "synthetic/logistic")]
    [InlineData("models", "model", "unet-diffusion", "mlp-diffusion")]
    [InlineData("interventions", "intervention", "none", "condition")]
    [InlineData("plugins", "plugin", "Synthetic")]
    [InlineData("profiles", "profile", "smoke", "quick")]
    public async Task List_Json_IsAnArrayOfRows(string what, string key, params string[] expected)
    {
        var result = await CommandLine.Run("list", what, "--json");

        JsonNode.Parse(result.Output)!.AsArray().Select(row => row![key]!.GetValue<string>()).Should().Contain(expected);
    }

    [Fact]
    public async Task List_Nothing_SaysWhatCanBeListed()
    {
        var result = await CommandLine.Run("list");

        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Error.Should().StartWith("misgen-bench: ").And.Contain("misgen-bench list --help");
    }
}
