using System.Text.Json.Nodes;
using Misgen.Core.Jobs;
using Misgen.Core.Store;
using Misgen.Host.Commands;

namespace Misgen.Host.Tests.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Verify_AllJobsOfARun_AreTheSameAndTheStoreIsOnlyRead()
    {
        await _cli.RunTiny("--task", "synthetic/logistic");
        var before = Files();

        var result = await Verify("--all");

        result.Exit.Should().Be(ExitCode.Done, result.Error);
        result.Output.Should().Be("11 of 11 finished jobs were run again: every artifact is the same, bit for bit\n");
        result.Error.Should().Contain("/11] train synthetic/logistic unet-diffusion condition seed 0: same\n");
        Files().Should().Equal(before);
    }

    [Fact]
    public async Task Verify_WithoutOptions_RunsOneJobOfEachOfFiveKindsThoseOfLibtorchFirst()
    {
        await _cli.RunTiny("--task", "synthetic/logistic");

        var result = await Verify();

        result.Output.Should().Be("5 of 11 finished jobs were run again: every artifact is the same, bit for bit\n");
        result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[1].TrimEnd(':'))
            .Should().BeEquivalentTo("sample", "train", "curate", "measure", "rank");
    }

    [Fact]
    public async Task Verify_OtherBytesInTheStore_NamesTheJobAndWhatHasChangedSince()
    {
        await _cli.RunTiny("--task", "synthetic/logistic", "--intervention", "none");
        var label = Falsify("measure", provenance => provenance["processor"] = "Another CPU");

        var result = await Verify("--all");

        result.Exit.Should().Be(ExitCode.Different, result.Error);
        result.Output.Should().MatchRegex($"(?m)^{label} \\(artifact [0-9a-f]{{12}}\\) is different: measures.safetensors$")
            .And.MatchRegex($"(?m)^of {label}, these have changed:\n  processor: Another CPU; now .+\n  unchanged: pluginDigest [0-9a-f]{{64}}; .*misgen .*instructionSet .*libtorch .*threadsPerJob 1")
            .And.MatchRegex("8 of 8 finished jobs were run again: [67] are the same, [12] are different\n$");
    }

    [Fact]
    public async Task Verify_OtherBytesUnderTheSameProvenance_SaysThatNothingHasChanged()
    {
        await _cli.RunTiny("--task", "synthetic/logistic", "--intervention", "none");
        var label = Falsify("measure", _ => { });

        (await Verify("--all")).Output.Should().Contain($"of {label}, nothing that is recorded has changed: please report it\n");
    }

    [Fact]
    public async Task Verify_DamagedInput_CannotBeComparedAndExitsThree()
    {
        await _cli.RunTiny("--task", "synthetic/logistic", "--intervention", "none");
        File.AppendAllText(Directory.GetFiles(_cli.Store, "demonstrations.safetensors", SearchOption.AllDirectories).Single(), " ");

        var result = await Verify("--all");

        result.Exit.Should().Be(ExitCode.Different);
        result.Output.Should().MatchRegex("(?m)^curate synthetic/logistic \\(artifact [0-9a-f]{12}\\) cannot be compared: its artifact is damaged \\(demonstrations.safetensors has ")
            .And.MatchRegex("(?m)^train synthetic/logistic .* cannot be compared: its input curate is damaged ");
    }

    [Fact]
    public async Task Verify_JobsOfAnotherInstallation_AreSkippedByName()
    {
        await _cli.RunTiny("--task", "synthetic/logistic", "--intervention", "none");
        Commit(new Job("train", 99, [], []) { Label = "train of old" });
        Commit(new Job("measure", 1, [], [], "00") { Label = "measure of another plugin" });
        Commit(new Job("train", 1, [], [], null, "libtorch 9; cpu") { Label = "train elsewhere" });
        Commit(new Job("import", 1, [], [], "00") { Label = "import demonstrations" });
        Commit(new Job("score", Revision("score"), [], [new JobInput("curate", JobId.Of("gone"u8))]) { Label = "score of nothing" });

        var result = await Verify("--sample", "2");

        result.Exit.Should().Be(ExitCode.Done, result.Error);
        result.Output.Should().Contain("skipped 1, of revision 99 of kind train, which this build does not make: train of old\n")
            .And.Contain("skipped 1, of a plugin that has changed or is not loaded: measure of another plugin\n")
            .And.Contain("skipped 1, of another libtorch, processor or device: train elsewhere\n")
            .And.Contain("skipped 1, of your own demonstrations, which are not in the store: import demonstrations\n")
            .And.Contain("skipped 1, whose inputs are not in the store: score of nothing\n")
            .And.EndWith("2 of 13 finished jobs were run again: every artifact is the same, bit for bit\n");
    }

    [Theory]
    [InlineData("--all and --sample exclude each other", "--all", "--sample", "3")]
    [InlineData("--sample takes a whole number from 1 to 1000000, not '0'", "--sample", "0")]
    [InlineData("there is no artifact store at ")]
    public async Task Verify_WrongInput_OneLineAndExitTwo(string message, params string[] options)
    {
        var result = await Verify(options);

        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Error.Should().StartWith("misgen-bench: ").And.Contain(message);
        result.Error.TrimEnd('\n').Should().NotContain("\n");
    }

    private Task<CommandLine.Result> Verify(params string[] options) => CommandLine.Run(["verify", "--store", _cli.Store, .. options]);

    private string[] Files() => [.. Directory.GetFileSystemEntries(_cli.Store, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private int Revision(string kind)
    {
        var store = new ArtifactStore(_cli.Store);
        return store.List().Select(id => store.Read(id)!.Job).First(job => job.Kind == kind).Revision;
    }

    private void Commit(Job job)
    {
        var store = new ArtifactStore(_cli.Store);
        using var writer = store.Begin(job);
        writer.WriteResult([]);
        store.Commit(writer, []);
    }

    // Puts an artifact with another byte in the place of one of a kind, whole and sealed, and so that it is run again before the others.
    private string Falsify(string kind, Action<JsonObject> change)
    {
        var store = new ArtifactStore(_cli.Store);
        var record = store.List().Select(id => store.Read(id)!).First(one => one.Job.Kind == kind);
        var artifact = store.Open(record.Job.Id);
        var files = artifact.FileDigests.Keys.ToDictionary(file => file, artifact.Bytes);
        store.TryRemove(record.Job.Id);
        var provenance = record.Provenance.DeepClone().AsObject();
        provenance["wallSeconds"] = -1;
        change(provenance);
        using var writer = store.Begin(record.Job);
        foreach (var (file, bytes) in files)
        {
            bytes[^1] ^= 1;
            writer.WriteFile(file, bytes);
        }

        store.Commit(writer, provenance);
        return record.Job.Label;
    }
}
