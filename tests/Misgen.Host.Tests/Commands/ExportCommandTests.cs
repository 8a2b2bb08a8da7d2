using Misgen.Core.DataFiles;
using Misgen.Core.Store;
using Misgen.Host.Commands;

namespace Misgen.Host.Tests.Commands;

public sealed class ExportCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Export_Demonstrations_AreThoseOfARun()
    {
        (await _cli.RunTiny("--task", "synthetic/cone", "--intervention", "none")).Exit.Should().Be(ExitCode.Done);
        var curated = Directory.GetFiles(_cli.Store, "demonstrations.safetensors", SearchOption.AllDirectories).Single();

        await Export("--count", "200", "--out", PathOf("cone.npy"));

        var set = TrajectoryFile.Read(PathOf("cone.npy"));
        set.Shape.Should().Be("[200, 32, 2]");
        set.Values.Should().Equal(Safetensors.Read(curated)["demonstrations"].ToFloats().Take(200 * 64));
    }

    [Fact]
    public async Task Export_NpyAndCsv_HoldTheSame()
    {
        var result = await Export("--count", "30", "--out", PathOf("cone.npy"));
        await Export("--count", "30", "--out", PathOf("cone.csv"));

        result.Output.Should().BeEmpty();
        result.Error.Should().Be($"wrote 30 trajectories of synthetic/cone, [30, 32, 2], to {PathOf("cone.npy")}\n");
        var csv = TrajectoryFile.Read(PathOf("cone.csv"));
        csv.Channels.Should().Equal("x", "y");
        csv.Values.Should().Equal(TrajectoryFile.Read(PathOf("cone.npy")).Values);
    }

    [Fact]
    public async Task Export_Count_OnlySaysWhereToStop()
    {
        await Export("--count", "5", "--out", PathOf("few.npy"));
        await Export("--count", "9", "--out", PathOf("more.npy"));
        await Export("--count", "5", "--seed", "1", "--out", PathOf("other.npy"));

        var few = TrajectoryFile.Read(PathOf("few.npy")).Values;
        TrajectoryFile.Read(PathOf("more.npy")).Values.Take(few.Length).Should().Equal(few);
        TrajectoryFile.Read(PathOf("other.npy")).Values.Should().NotEqual(few);
    }

    [Fact]
    public async Task Export_ExistingFile_IsReplacedAndSaysSo()
    {
        await File.WriteAllTextAsync(PathOf("cone.npy"), "something else");

        var result = await Export("--count", "5", "--out", PathOf("cone.npy"));

        result.Exit.Should().Be(ExitCode.Done);
        result.Error.Should().EndWith("; the file that was there is replaced\n");
        TrajectoryFile.Read(PathOf("cone.npy")).Count.Should().Be(5);
    }

    [Theory]
    [InlineData("Option '--count' is required", "--out", "a.npy")]
    [InlineData("Option '--out' is required", "--count", "5")]
    [InlineData("--count takes a whole number from 1 to 16777216, not '0'", "--count", "0", "--out", "a.npy")]
    [InlineData("--count takes a whole number from 1 to 16777216, not '16777217'", "--count", "16777217", "--out", "a.npy")]
    [InlineData("--count takes a whole number from 1 to 16777216, not 'all'", "--count", "all", "--out", "a.npy")]
    [InlineData("--seed takes a whole number from 0, not '-1'", "--count", "5", "--seed", "-1", "--out", "a.npy")]
    [InlineData("a.npz is neither .npy nor .csv, the formats that can be written", "--count", "5", "--out", "a.npz")]
    [InlineData("cannot write /proc/a.npy: ", "--count", "5", "--out", "/proc/a.npy")]
    public async Task Export_WrongInput_OneLineAndExitTwo(string message, params string[] options)
    {
        var result = await Export(options);

        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Error.Should().StartWith("misgen-bench: ").And.Contain(message);
        result.Error.TrimEnd('\n').Should().NotContain("\n");
    }

    [Fact]
    public async Task Export_UnknownTask_NamesTheKnownOnes()
    {
        var result = await CommandLine.Run("export", "--task", "synthetic/cosine", "--count", "5", "--out", PathOf("a.npy"));

        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Error.Should().StartWith("misgen-bench: unknown task 'synthetic/cosine'; known: synthetic/sine, synthetic/cone, synthetic/logistic");
    }

    private static Task<CommandLine.Result> Export(params string[] options) => CommandLine.Run(["export", "--task", "synthetic/cone", .. options]);

    private string PathOf(string file) => Path.Combine(_cli.Folder, file);
}
