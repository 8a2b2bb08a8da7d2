using System.Reflection;
using System.Text.Json.Nodes;
using Misgen.Host.Commands;

namespace Misgen.Host.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Run_WithKernels_PrintsWhatWasPredictedBeforeTraining()
    {
        File.WriteAllText(_cli.Benchmarks, File.ReadAllText(_cli.Benchmarks).Replace("\"kernels\": []", "\"kernels\": [\"isotropic\", \"narrow-pilot\"]", StringComparison.Ordinal));

        var result = await _cli.RunTiny("--task", "synthetic/logistic");

        result.Exit.Should().Be(ExitCode.Done, result.Error);
        result.Output.Should().Contain("synthetic/logistic, unet-diffusion: predicted before training, at 24 bins")
            .And.Contain("isotropic (s = 0.").And.Contain("the drift of a pilot");
        var model = JsonNode.Parse(await File.ReadAllBytesAsync(_cli.Leaderboard))!["tasks"]![0]!["models"]![0]!;
        model["predictions"]!.AsArray().Select(row => row!["kernel"]!.GetValue<string>()).Should().BeEquivalentTo("isotropic", "narrow-pilot");
        model["pilotDrift"].Should().NotBeNull();
        model["seedCeiling"].Should().BeNull("one seed has no ceiling");
    }

    [Fact]
    public async Task Run_All_WritesTheLeaderboardAndAVerdictPerTask()
    {
        var result = await _cli.RunTiny("--all");

        result.Exit.Should().Be(ExitCode.Done, result.Error);
        var board = JsonNode.Parse(await File.ReadAllBytesAsync(_cli.Leaderboard))!;
        board["tasks"]!.AsArray().Select(task => task!["task"]!.GetValue<string>())
            .Should().Equal("synthetic/sine", "synthetic/cone", "synthetic/logistic");
        foreach (var task in (string[])["synthetic/sine", "synthetic/cone", "synthetic/logistic"])
            result.Output.Should().Contain($"{task}: ").And.Contain($"{task}, unet-diffusion (");
        result.Output.Should().Contain("with one seed they cover sampling error only");
        result.Error.Should().Contain("31 jobs: 31 to do, 0 done already; about ").And.Contain("31 jobs run, 0 were done already");
    }

    [Fact]
    public async Task Run_Repeated_RunsNoJobAndWritesTheSameBytes()
    {
        await _cli.RunTiny("--task", "synthetic/logistic");
        var first = await File.ReadAllBytesAsync(_cli.Leaderboard);
        File.Delete(_cli.Leaderboard);

        var again = await _cli.RunTiny("--task", "synthetic/logistic", "--jobs", "1");

        again.Exit.Should().Be(ExitCode.Done);
        again.Error.Should().Contain("11 jobs, all done already").And.Contain("0 jobs run, 11 were done already");
        (await File.ReadAllBytesAsync(_cli.Leaderboard)).Should().Equal(first);
    }

    [Fact]
    public async Task Run_OneAndTwoJobsAtOnce_GiveTheSameBytes()
    {
        await _cli.RunTiny("--all", "--jobs", "1");
        var alone = await File.ReadAllBytesAsync(_cli.Leaderboard);
        var other = Path.Combine(_cli.Folder, "other");

        var result = await _cli.RunTiny("--all", "--jobs", "2", "--store", other);

        result.Error.Should().Contain("31 jobs run, 0 were done already");
        (await File.ReadAllBytesAsync(_cli.Leaderboard)).Should().Equal(alone);
    }

    [Fact]
    public async Task Run_FlippedByte_IsReportedSetAsideAndRecomputed()
    {
        await _cli.RunTiny("--task", "synthetic/logistic");
        var first = await File.ReadAllBytesAsync(_cli.Leaderboard);
        var samples = Directory.GetFiles(_cli.Store, "samples.safetensors", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        var bytes = await File.ReadAllBytesAsync(samples);
        bytes[^5] ^= 1;
        await File.WriteAllBytesAsync(samples, bytes);

        var again = await _cli.RunTiny("--task", "synthetic/logistic");

        again.Exit.Should().Be(ExitCode.Done);
        again.Error.Should().Contain("11 jobs: 1 to do, 10 done already").And.Contain("was damaged (samples.safetensors does not match its digest)");
        Directory.GetDirectories(Path.Combine(_cli.Store, "quarantine")).Should().ContainSingle();
        (await File.ReadAllBytesAsync(_cli.Leaderboard)).Should().Equal(first);
        (await _cli.RunTiny("--task", "synthetic/logistic")).Error.Should().Contain("all done already");
    }

    [Fact]
    public async Task Run_Json_PutsTheLeaderboardAloneOnStandardOutput()
    {
        var result = await _cli.RunTiny("--task", "synthetic/logistic", "--intervention", "none", "--json");

        result.Output.Should().Be(await File.ReadAllTextAsync(_cli.Leaderboard));
    }

    [Fact]
    public async Task Run_InterventionWithoutBaseline_RunsTheBaselineToo()
    {
        await _cli.RunTiny("--task", "synthetic/logistic", "--intervention", "condition");

        var rows = JsonNode.Parse(await File.ReadAllBytesAsync(_cli.Leaderboard))!["tasks"]![0]!["models"]![0]!["interventions"]!.AsArray();
        rows.Select(row => row!["intervention"]!.GetValue<string>()).Should().BeEquivalentTo("none", "condition");
    }

    [Fact]
    public async Task Run_InterventionThatNoTaskHas_IsRefusedBeforeAnythingRuns()
    {
        var fixtures = typeof(RunCommandTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Fixtures").Value!;

        var result = await _cli.RunTiny("--plugins", Path.Combine(fixtures, "WellBehaved"), "--task", "well-behaved/walk", "--intervention", "coordinates");

        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Error.Should().Contain("intervention 'coordinates' needs a representation named 'coordinates', which well-behaved/walk does not have");
        Directory.Exists(_cli.Store).Should().BeFalse();
    }

    [Fact]
    public async Task Run_Done_WritesTheLeaderboardInThreeFormats()
    {
        await _cli.RunTiny("--task", "synthetic/logistic");

        var csv = await File.ReadAllLinesAsync(Path.Combine(_cli.Results, "leaderboard.csv"));
        csv.Should().HaveCount(3, "a line of names and two interventions").And.OnlyContain(line => line.Split(',').Length >= 23);
        (await File.ReadAllTextAsync(Path.Combine(_cli.Results, "leaderboard.md"))).Should().StartWith("# Leaderboard, profile tiny").And.Contain("## synthetic/logistic, unet-diffusion");
    }

    [Fact]
    public async Task Run_Seeds_AreRunAndIntervalsSaySo()
    {
        var result = await _cli.RunTiny("--task", "synthetic/logistic", "--intervention", "none", "--seed", "3", "1");

        JsonNode.Parse(await File.ReadAllBytesAsync(_cli.Leaderboard))!["tasks"]![0]!["models"]![0]!["seeds"]!.AsArray()
            .Select(seed => seed!.GetValue<int>()).Should().Equal(3, 1);
        result.Output.Should().Contain("over seeds of training and sampling; the demonstrations are the same for all seeds");
    }

    [Fact]
    public async Task Run_ModelThatTheProfileDoesNotList_HasItsFamilysSize()
    {
        var result = await _cli.RunTiny("--task", "synthetic/logistic", "--model", "mlp-diffusion");

        result.Exit.Should().Be(ExitCode.Done, result.Error);
        JsonNode.Parse(await File.ReadAllBytesAsync(_cli.Leaderboard))!["tasks"]![0]!["models"]![0]!["steps"]!.GetValue<int>().Should().Be(6);
    }

    [Fact]
    public async Task Run_DryRun_ListsJobsAndTouchesNothing()
    {
        var result = await _cli.RunTiny("--task", "synthetic/logistic", "--dry-run");

        result.Exit.Should().Be(ExitCode.Done);
        result.Output.Should().Contain("to do  ").And.Contain("train synthetic/logistic unet-diffusion condition seed 0").And.Contain("11 jobs: 11 to do");
        Directory.Exists(_cli.Store).Should().BeFalse();
        Directory.Exists(_cli.Results).Should().BeFalse();
    }

    [Theory]
    [InlineData("say what to run: --all, or --task ID", "run")]
    [InlineData("--all and --task exclude each other", "run", "--all", "--task", "synthetic/sine")]
    [InlineData("unknown task 'synthetic/cosine'; known: synthetic/sine, synthetic/cone, synthetic/logistic", "run", "--task", "synthetic/cosine")]
    [InlineData("unknown profile 'slow'; known: smoke, quick", "run", "--all", "--profile", "slow")]
    [InlineData("unknown model 'gan'; known: unet-diffusion, mlp-diffusion", "run", "--all", "--model", "gan")]
    [InlineData("unknown intervention 'hope'; known: none, reweight", "run", "--all", "--intervention", "hope")]
    [InlineData("plugin directory /nowhere does not exist", "run", "--all", "--plugins", "/nowhere")]
    [InlineData("cannot read /nowhere.json", "run", "--all", "--benchmarks", "/nowhere.json")]
    [InlineData("--jobs takes a number from 1 to 1024, not '0'", "run", "--all", "--jobs", "0")]
    [InlineData("--jobs takes a number from 1 to 1024, not 'many'", "run", "--all", "--jobs", "many")]
    [InlineData("--seed takes whole numbers from 0, not '-1'", "run", "--all", "--seed", "-1")]
    [InlineData("--seed takes whole numbers from 0, not 'one'", "run", "--all", "--seed", "one")]
    [InlineData("unknown command or option '--nonsense'", "run", "--all", "--nonsense")]
    [InlineData("Argument 'slurm' not recognized. Must be one of: 'local'", "run", "--all", "--engine", "slurm")]
    [InlineData("unknown command or option 'frobnicate'", "frobnicate")]
    public async Task Run_WrongInput_OneLineAndExitTwo(string message, params string[] args)
    {
        var result = await CommandLine.Run(args);

        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Output.Should().BeEmpty();
        result.Error.Should().StartWith("misgen-bench: ").And.Contain(message);
        result.Error.TrimEnd('\n').Should().NotContain("\n");
    }

    [Fact]
    public async Task Run_ResultsOnAFile_OneLineAndExitTwo()
    {
        var blocked = Path.Combine(_cli.Folder, "file");
        await File.WriteAllTextAsync(blocked, "");

        var result = await _cli.RunTiny("--all", "--out", Path.Combine(blocked, "results"));

        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Error.Should().StartWith("misgen-bench: cannot write results to ").And.Contain("--out DIR");
    }

    [Fact]
    public async Task Run_StoreOnAFile_OneLineAndExitTwo()
    {
        var blocked = Path.Combine(_cli.Folder, "file");
        await File.WriteAllTextAsync(blocked, "");

        var result = await _cli.RunTiny("--all", "--store", Path.Combine(blocked, "store"));

        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Error.Should().Contain("misgen-bench: the artifact store at ");
    }

    [SkippableFact]
    public async Task Run_CudaWithoutAGpu_OneLineAndExitTwo()
    {
        Skip.If(TorchSharp.torch.cuda.is_available(), "this machine has a GPU");

        var result = await _cli.RunTiny("--all", "--device", "cuda");

        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Error.Should().StartWith("misgen-bench: --device cuda: libtorch ").And.Contain("sees no CUDA device");
    }
}
