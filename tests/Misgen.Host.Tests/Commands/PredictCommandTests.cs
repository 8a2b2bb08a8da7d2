using System.Text.Json.Nodes;
using Misgen.Host.Commands;
using NJsonSchema;

namespace Misgen.Host.Tests.Commands;

public sealed class PredictCommandTests : IDisposable
{
    // A model so small that it is trained in a second.
    private const string Benchmarks = """
        { "schemaVersion": 1, "profiles": { "quick": {
          "description": "for tests", "tasks": ["*"], "models": { "unet-diffusion": { "width": 8, "steps": 30, "batch": 64 } },
          "interventions": ["none"], "seeds": [0], "demonstrations": 600, "heldOut": 600, "samples": 200, "samplesAtTwiceTheSteps": 100, "solverSteps": 5 } } }
        """;

    private readonly DataFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Predict_ExportedDemonstrations_GivesAPredictionPerKernelAndTheSameTwice()
    {
        var demonstrations = await Export("cone.npy", 600);

        var first = await Predict(demonstrations, "--task", "synthetic/cone", "--json");
        var second = await Predict(demonstrations, "--task", "synthetic/cone", "--json");

        first.Exit.Should().Be(ExitCode.Done, first.Error);
        second.Output.Should().Be(first.Output);
        second.Error.Should().Contain("all done already", "a finished prediction is not made again");
        var json = await Checked(first.Output);
        json["predictions"]!.AsArray().Select(row => row!["kernel"]!.GetValue<string>()).Should().BeEquivalentTo(
            "isotropic", "posterior-mean", "local-residual", "round-trip", "patch-gmm", "narrow-pilot", "mean");
        json["predictions"]!.AsArray().Count(row => row!["recommended"]!.GetValue<bool>()).Should().BeLessThanOrEqualTo(1);
        json["quantity"]!["range"]!.AsArray().Select(end => end!.GetValue<double>()).Should().Equal(0, 0.5);
    }

    [Fact]
    public async Task Predict_BuiltInQuantityOverSomeChannels_SaysWhatIsMeasured()
    {
        var demonstrations = await Export("cone.npy", 600);

        var text = await Predict(demonstrations, "--quantity", "max-speed", "--channels", "0", "--dt", "0.5", "--range", "0", "0.4", "--target", "uniform");

        text.Exit.Should().Be(ExitCode.Done, text.Error);
        text.Output.Should().Contain("cone.npy: what unet-diffusion will do to the max-speed").And.Contain("narrow-pilot")
            .And.Contain("cone.npy: no kernel is cheap enough to be recommended", "pilots as small as those of this profile cost more than a quarter of its training");
    }

    [Fact]
    public async Task Predict_TooFewDemonstrations_SaysHowMany() =>
        ShouldBeOneLine(await Predict(Lines("few.npy", 499), "--quantity", "path-length"), "499 demonstrations: at least 500 are needed");

    [Fact]
    public async Task Predict_LengthThatCannotBeHalvedTwice_SaysSo() => ShouldBeOneLine(
        await Predict(_files.Lines("short.npy", 600, 1), "--quantity", "path-length"), "has trajectories of 3 steps: the models that predict need at least 8 and a multiple of 4");

    [Theory]
    [InlineData("--quantity or --task", "say what to measure: --quantity NAME or --task ID")]
    [InlineData("--quantity weight", "unknown quantity 'weight'; known: path-length")]
    [InlineData("--quantity path-length --model vae", "unknown model 'vae'; known: unet-diffusion")]
    [InlineData("--quantity path-length --channels z", "there is no channel 'z'")]
    [InlineData("--quantity path-length --range 5 5", "--range takes two numbers")]
    [InlineData("--quantity path-length --range 500 600", "no demonstration has a path-length in the range")]
    [InlineData("--task synthetic/none", "unknown task 'synthetic/none'")]
    [InlineData("--task synthetic/cone", "task synthetic/cone has [count, 32, 2]")]
    [InlineData("--task synthetic/cone --dt 2", "--dt belongs to --quantity")]
    public async Task Predict_WrongOptions_OneLineAndExitTwo(string options, string message) => ShouldBeOneLine(
        await Predict(Lines("lines.npy", 600), options == "--quantity or --task" ? [] : options.Split(' ')), message);

    private static void ShouldBeOneLine(CommandLine.Result result, string message)
    {
        result.Exit.Should().Be(ExitCode.WrongInput, result.Error);
        result.Output.Should().BeEmpty();
        result.Error.Should().StartWith("misgen-bench: ").And.Contain(message);
        result.Error.TrimEnd('\n').Should().NotContain("\n");
    }

    // Straight lines of 8 steps and random lengths.
    private string Lines(string file, int count)
    {
        var random = new Misgen.Plugins.RandomStream(1, "lines");
        double[] lengths = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
        return _files.Write(file, count, 8, ["x", "y"], (i, t, c) => c == 0 ? lengths[i] * t : i);
    }

    private async Task<string> Export(string file, int count)
    {
        var path = _files.PathOf(file);
        var exported = await CommandLine.Run("export", "--task", "synthetic/cone", "--count", $"{count}", "--out", path);
        exported.Exit.Should().Be(ExitCode.Done, exported.Error);
        return path;
    }

    private Task<CommandLine.Result> Predict(string file, params string[] options)
    {
        var benchmarks = _files.PathOf("benchmarks.json");
        File.WriteAllText(benchmarks, Benchmarks);
        return CommandLine.Run(["predict", "--data", file, "--benchmarks", benchmarks, "--store", _files.PathOf("store"), .. options]);
    }

    private static async Task<JsonNode> Checked(string output)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "schemas", "prediction.schema.json"));
        schema.Validate(output).Select(error => error.ToString()).Should().BeEmpty();
        return JsonNode.Parse(output)!;
    }
}
