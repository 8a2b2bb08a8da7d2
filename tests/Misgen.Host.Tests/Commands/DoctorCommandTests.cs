using System.Text.Json.Nodes;
using Misgen.Host.Commands;

namespace Misgen.Host.Tests.Commands;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Doctor_HealthyInstallation_ShowsWhatABugReportNeeds()
    {
        var result = await CommandLine.Run("doctor", "--benchmarks", _cli.Benchmarks, "--store", _cli.Store, "--json");

        result.Exit.Should().Be(ExitCode.Done, result.Output);
        var findings = JsonNode.Parse(result.Output)!.AsArray();
        findings.Select(finding => finding!["subject"]!.GetValue<string>()).Should().Contain(
            ["misgen", "system", "processor", "memory", "libtorch", "blas", "threads", "gpu", "engines", "store", "benchmarks", "plugin"]);
        findings.Should().OnlyContain(finding => !finding!["problem"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Doctor_MalformedBenchmarks_SaysWhatToDoAndExitsOne()
    {
        await File.WriteAllTextAsync(_cli.Benchmarks, "{");

        var result = await CommandLine.Run("doctor", "--benchmarks", _cli.Benchmarks, "--store", _cli.Store);

        result.Exit.Should().Be(ExitCode.SomeFailed);
        result.Output.Should().Contain("BAD  benchmarks").And.Contain("mend the file");
    }
}
