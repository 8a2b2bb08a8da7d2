using System.Text.Json.Nodes;
using Misgen.Core.Jobs;
using Misgen.Core.Store;
using Misgen.Host.Commands;

namespace Misgen.Host.Tests.Commands;

public sealed class StoreCommandTests : IDisposable
{
    // curate, train, sample and measure, these two again at twice the steps, score, rank.
    private const int Jobs = 8;
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Ls_AfterARun_CountsByKind()
    {
        await RunOnce();

        var result = await Store("ls");

        result.Exit.Should().Be(ExitCode.Done, result.Error);
        result.Output.Should().MatchRegex("curate +1 +").And.MatchRegex("sample +2 +").And.MatchRegex("train +1 +")
            .And.MatchRegex($"(?m)^{Jobs} artifacts, [0-9.]+ [kM]B in {_cli.Store}$");
        result.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task LsJson_AfterARun_HasARowPerArtifact()
    {
        await RunOnce();

        var rows = JsonNode.Parse((await Store("ls", "--json")).Output)!.AsArray();

        rows.Should().HaveCount(Jobs);
        var train = rows.Single(row => row!["kind"]!.GetValue<string>() == "train")!;
        train["label"]!.GetValue<string>().Should().Be("train synthetic/logistic unet-diffusion none seed 0");
        train["spec"]!["steps"]!.GetValue<int>().Should().Be(6);
        train["id"]!.GetValue<string>().Should().MatchRegex("^[0-9a-f]{64}$");
        DateTimeOffset.Parse(train["ended"]!.GetValue<string>()).Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromHours(1));
        rows.Sum(row => row!["bytes"]!.GetValue<long>()).Should().Be(
            new DirectoryInfo(Path.Combine(_cli.Store, "objects")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length));
    }

    [Fact]
    public async Task Verify_FlippedByte_IsSetAsideAndExitsThree()
    {
        await RunOnce();
        (await Store("verify")).Should().Match<CommandLine.Result>(whole => whole.Exit == ExitCode.Done && whole.Error == "");
        var samples = Directory.GetFiles(_cli.Store, "samples.safetensors", SearchOption.AllDirectories)[0];
        var bytes = await File.ReadAllBytesAsync(samples);
        bytes[^5] ^= 1;
        await File.WriteAllBytesAsync(samples, bytes);

        var result = await Store("verify");

        result.Exit.Should().Be(ExitCode.Different);
        result.Output.Should().MatchRegex($"^{Jobs - 1} artifacts are as they were written \\([0-9.]+ [kM]B\\), 1 damaged\n$");
        result.Error.Should().MatchRegex(
            "^warning: sample synthetic/logistic unet-diffusion none seed 0( at twice the steps)?: its artifact [0-9a-f]{12} was damaged \\(samples.safetensors does not match its digest\\); set aside in .*/quarantine/");
        (await Store("verify")).Exit.Should().Be(ExitCode.Done, "what was damaged is out of the way");
        (await Store("ls")).Output.Should().Contain($"{Jobs - 1} artifacts, ").And.Contain("; 1 damaged set aside, ");
        (await RunOnce()).Error.Should().Contain($"{Jobs} jobs: 1 to do, {Jobs - 1} done already");
    }

    [Fact]
    public async Task Verify_UnreadableDocument_IsSetAside()
    {
        await RunOnce();
        await File.WriteAllTextAsync(Directory.GetFiles(_cli.Store, "artifact.json", SearchOption.AllDirectories)[0], "{");
        (await Store("ls")).Error.Should().Be("warning: 1 more without a readable artifact.json: misgen-bench store verify sets them aside\n");

        var result = await Store("verify");

        result.Exit.Should().Be(ExitCode.Different);
        result.Error.Should().StartWith("warning: unknown job: its artifact ").And.Contain("(artifact.json is unreadable)");
    }

    [Fact]
    public async Task Gc_WhatAProfileStillHas_Stays()
    {
        await RunOnce("--seed", "5");

        var result = await Gc();

        result.Exit.Should().Be(ExitCode.Done, result.Error);
        result.Output.Should().Be($"freed 0 B: 0 artifacts that nothing can use, 0 damaged, 0 left by processes that died; {Jobs} artifacts stay\n");
    }

    [Fact]
    public async Task Gc_SizesThatNoProfileHasAnyMore_GoAndWhatIsBeforeThemStays()
    {
        await RunOnce();
        File.WriteAllText(_cli.Benchmarks, File.ReadAllText(_cli.Benchmarks).Replace("\"steps\": 6", "\"steps\": 7", StringComparison.Ordinal));

        var planned = await Gc("--dry-run");
        var left = (await Store("ls")).Output;
        var result = await Gc();

        planned.Output.Should().Contain("would remove  ").And.Contain("train synthetic/logistic unet-diffusion none seed 0  (").And.Contain("; of a size that no profile has)")
            .And.Contain(": 7 artifacts that nothing can use, 0 damaged, 0 left by processes that died; 1 artifacts stay");
        left.Should().Contain($"{Jobs} artifacts, ", "a dry run removes nothing");
        result.Output.Should().Be(planned.Output.Replace("would remove", "removed", StringComparison.Ordinal).Replace("would free", "freed", StringComparison.Ordinal));
        (await Store("ls", "--json")).Output.Should().MatchRegex("^\\[\\{[^\\[]*\"kind\":\"curate\"[^\\[]*\\}\\]\n$");
    }

    [Fact]
    public async Task Gc_DamagedAndHalfWrittenArtifacts_GoWithoutTouchingThemInADryRun()
    {
        await RunOnce();
        var store = new ArtifactStore(_cli.Store);
        store.Quarantine(store.List()[0]);
        var dead = Path.Combine(_cli.Store, "temporary", "0123456789ab-dead");
        Directory.CreateDirectory(dead);
        await File.WriteAllTextAsync(Path.Combine(dead, "half"), "1234");
        await File.WriteAllTextAsync(dead + ".lock", "");

        var planned = await Gc("--dry-run");

        planned.Output.Should().Contain("would remove  temporary/0123456789ab-dead  (4 B; left by a process that died)").And.Contain("would remove  quarantine/");
        Directory.Exists(dead).Should().BeTrue();
        store.Quarantined().Should().ContainSingle();
        (await Gc()).Output.Should().EndWith($"0 artifacts that nothing can use, 1 damaged, 1 left by processes that died; {Jobs - 1} artifacts stay\n");
        Directory.Exists(dead).Should().BeFalse();
        store.Quarantined().Should().BeEmpty();
    }

    [Fact]
    public async Task Gc_WhileAJobOfNoProfileIsBeingComputed_LeavesArtifactsAlone()
    {
        await RunOnce();
        File.WriteAllText(_cli.Benchmarks, File.ReadAllText(_cli.Benchmarks).Replace("\"steps\": 6", "\"steps\": 7", StringComparison.Ordinal));
        var foreign = JobId.Of("another profile's"u8);
        using (new ArtifactStore(_cli.Store).TryLock(foreign))
        {
            var result = await Gc();

            result.Error.Should().Be($"7 artifacts are left alone: a process works on job {foreign.Short}, which is of no profile and plugin and may need them\n");
            result.Output.Should().EndWith($"; {Jobs} artifacts stay\n");
        }

        (await Gc()).Output.Should().EndWith("; 1 artifacts stay\n");
    }

    [Fact]
    public async Task Gc_RefusedPlugin_IsAnErrorBeforeItsResultsAreLost()
    {
        await RunOnce();
        var broken = Path.Combine(_cli.Folder, "plugins", "Broken");
        Directory.CreateDirectory(broken);
        await File.WriteAllTextAsync(Path.Combine(broken, "readme.txt"), "");

        var result = await Gc("--plugins", Path.GetDirectoryName(broken)!);

        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Error.Should().StartWith("misgen-bench: plugin 'Broken'").And.EndWith(": mend or remove it first, gc would take its results for those of no plugin\n");
    }

    [Theory]
    [InlineData("ls")]
    [InlineData("verify")]
    [InlineData("gc")]
    public async Task Store_ThatIsNotThere_OneLineAndExitTwo(string command)
    {
        var result = await Store(command);

        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Error.Should().Be($"misgen-bench: there is no artifact store at {_cli.Store}: misgen-bench run makes one, --store DIR names another\n");
        Directory.Exists(_cli.Store).Should().BeFalse();
    }

    [Fact]
    public async Task Store_WithoutACommand_SaysWhatThereIs()
    {
        (await CommandLine.Run("store")).Error.Should().Be("misgen-bench: say which: ls, verify, gc (see misgen-bench store --help)\n");
        (await CommandLine.Run("store", "gc", "--force")).Error.Should().Be("misgen-bench: unknown command or option '--force' (see misgen-bench store gc --help)\n");
        (await CommandLine.Run("store", "gc", "--help")).Output.Should().MatchRegex("(?s)--dry-run.*Examples:\n  misgen-bench store gc --dry-run\n");
        (await CommandLine.Run("store", "verify", "--help")).Output.Should().NotContain("Examples:");
    }

    private Task<CommandLine.Result> RunOnce(params string[] args) => _cli.RunTiny(["--task", "synthetic/logistic", "--intervention", "none", .. args]);

    private Task<CommandLine.Result> Store(params string[] args) => CommandLine.Run(["store", .. args, "--store", _cli.Store]);

    private Task<CommandLine.Result> Gc(params string[] args) => Store(["gc", "--benchmarks", _cli.Benchmarks, .. args]);
}
