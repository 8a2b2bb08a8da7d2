using System.Text.Json.Nodes;
using Misgen.Host.Commands;
using NJsonSchema;

namespace Misgen.Host.Tests.Commands;

public sealed class MeasureCommandTests : IDisposable
{
    private readonly DataFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Measure_SameDistribution_FindsNoDrift()
    {
        var result = await Measure(_files.Lines("demos.npy", 4000, 1), _files.Lines("same.csv", 1000, 2), "--quantity", "path-length");

        result.Exit.Should().Be(ExitCode.Done, result.Error);
        result.Error.Should().BeEmpty();
        result.Output.Should().Contain("4,000 in ").And.Contain("1,000 in ").And.Contain("path-length, channels x, y")
            .And.Contain("(0.5 and 99.5 % quantiles of the demonstrations)").And.Contain("\nsame.csv: no drift of the path-length found (p = ")
            .And.NotContain("plausible").And.NotContain("TV to target");
    }

    [Fact]
    public async Task Measure_HalvedLengths_NamesWhatLosesAndGains()
    {
        // Uniform on [0, 2] became uniform on [0, 1]: half of the mass moved, every length above 1 is gone, each below doubled.
        var json = await Json(_files.Lines("demos.npy", 4000, 1), _files.Lines("half.npy", 2000, 2, 0.5), "--quantity", "displacement", "--range", "0", "2");

        Number(json, "observed", "tv", "value").Should().BeApproximately(0.5, 0.03);
        Number(json, "observed", "meanShift", "value").Should().BeApproximately(-0.25, 0.02);
        Number(json, "observed", "w1", "value").Should().BeApproximately(0.25, 0.02);
        Number(json, "regions", "loss", "low").Should().BeApproximately(1, 0.07);
        Number(json, "regions", "loss", "relativeChange").Should().BeApproximately(-1, 0.05);
        Number(json, "regions", "gain", "relativeChange").Should().BeApproximately(1, 0.15);
        json["drifts"]!.GetValue<bool>().Should().BeTrue();
        json["rangeFrom"]!.GetValue<string>().Should().Be("option");
        json["verdict"]!.GetValue<string>().Should().MatchRegex("^half.npy: displacement (1|0\\.93\\d|1\\.06\\d)–2 loses (9\\d|100) % of its mass, 0–.* gains .* % of its mass; drift TV \\.[45]");
    }

    [Fact]
    public async Task Measure_UniformTarget_IsComparedWithTheRange()
    {
        // Demonstrations are uniform on [0, 2], the target on [0, 4]: half of the mass is missing.
        var json = await Json(_files.Lines("demos.npy", 2000, 1), _files.Lines("same.npy", 2000, 2), "--quantity", "path-length", "--channels", "0", "--range", "0", "4", "--target", "uniform");

        Number(json, "target", "tv", "value").Should().BeApproximately(0.5, 0.03);
        Number(json, "target", "w1", "value").Should().BeApproximately(0.25, 0.01);
        Number(json, "observed", "tv", "value").Should().BeLessThan(0.2);
        json["target"]!["masses"]!.AsArray().Sum(mass => mass!.GetValue<double>()).Should().BeApproximately(1, 1e-4);
    }

    [Fact]
    public async Task Measure_DataTarget_IsTheDriftItself()
    {
        var json = await Json(_files.Lines("demos.npy", 1000, 1), _files.Lines("same.npy", 500, 2), "--quantity", "path-length");

        Number(json, "target", "tv", "value").Should().Be(Number(json, "observed", "tv", "value"));
        Number(json, "target", "w1", "value").Should().Be(Number(json, "observed", "w1", "value"));
        json["target"]!["name"]!.GetValue<string>().Should().Be("data");
    }

    [Theory]
    [InlineData("demos.npy", "0", "0", "0", 2)]
    [InlineData("demos.csv", "x", "x", "0", 2)]
    [InlineData("demos.csv", "1", "y", "0", 1)]
    [InlineData("demos.csv", "y,x", "y,x", "0", 2)]
    public async Task Measure_Channels_AreTakenByNameOrNumber(string file, string channels, string names, string low, double high)
    {
        // Along y every step is 0 … 1 by trajectory, along x lines of up to 2.
        var demonstrations = _files.Write(file, 600, 2, ["x", "y"], (i, t, c) => t * (c == 0 ? 2.0 : 1.0) * i / 599);
        var samples = _files.Write("samples.npy", 200, 2, ["x", "y"], (i, t, c) => t * (c == 0 ? 2.0 : 1.0) * i / 199);

        var json = await Json(demonstrations, samples, "--quantity", "max-speed", "--channels", channels, "--dt", "1", "--range", low, "3");

        json["channels"]!.AsArray().Select(name => name!.GetValue<string>()).Should().Equal(names.Split(','));
        var last = json["curated"]!.AsArray().Select(mass => mass!.GetValue<double>()).Index().Last(mass => mass.Item > 0).Index;
        json["bins"]![last]!.GetValue<double>().Should().BeInRange(channels == "y,x" ? 2.1 : high - 0.1, channels == "y,x" ? 2.3 : high);
    }

    [Fact]
    public async Task Measure_Dt_DividesSpeeds()
    {
        string[] files = [_files.Lines("demos.npy", 600, 1), _files.Lines("same.npy", 200, 2)];
        var one = await Json(files[0], files[1], "--quantity", "mean-speed", "--channels", "0");
        var tenth = await Json(files[0], files[1], "--quantity", "mean-speed", "--channels", "0", "--dt", "0.1");

        Number(tenth, "quantity", "range", 1).Should().BeApproximately(10 * Number(one, "quantity", "range", 1), 1e-4);
        Number(tenth, "observed", "tv", "value").Should().Be(Number(one, "observed", "tv", "value"));
        tenth["interval"]!.GetValue<double>().Should().Be(0.1);
    }

    [Fact]
    public async Task Measure_Task_HasItsRangeAndItsPlausibility()
    {
        await Export("demos.npy", "1500", "0");
        await Export("samples.csv", "500", "1");

        var json = await Json(_files.PathOf("demos.npy"), _files.PathOf("samples.csv"), "--task", "synthetic/cone");

        json["task"]!.GetValue<string>().Should().Be("synthetic/cone");
        json["rangeFrom"]!.GetValue<string>().Should().Be("task");
        json["quantity"]!.ToJsonString().Should().Be("""{"name":"radius","range":[0,0.5],"unit":"1"}""");
        Number(json, "observed", "plausibility", "value").Should().Be(1);
        Number(json, "observed", "tv", "pNone").Should().BeGreaterThan(0.01);
        json["verdict"]!.GetValue<string>().Should().StartWith("samples.csv: ").And.EndWith("; 100 % plausible.");
    }

    [Fact]
    public async Task Measure_TaskAndNoise_IsImplausible()
    {
        await Export("demos.npy", "600", "0");
        var random = new Misgen.Plugins.RandomStream(3, "noise");
        var noise = _files.Write("noise.npy", 200, 32, ["x", "y"], (_, _, _) => random.NextNormal());

        var result = await Measure(_files.PathOf("demos.npy"), noise, "--task", "synthetic/cone");

        result.Output.Should().Contain("plausible       0 % of the samples").And.Contain("; 0 % plausible (under 75 %: a broken model rather than misgeneralization).");
    }

    [Fact]
    public async Task Measure_Repeated_PrintsTheSameBytes()
    {
        string[] files = [_files.Lines("demos.npy", 600, 1), _files.Lines("same.npy", 200, 2)];

        (await Measure(files[0], files[1], "--quantity", "path-length", "--json")).Output
            .Should().Be((await Measure(files[0], files[1], "--quantity", "path-length", "--json")).Output);
    }

    [Theory]
    [InlineData("say what to measure: --quantity NAME or --task ID")]
    [InlineData("--quantity and --task exclude each other", "--quantity", "path-length", "--task", "synthetic/cone")]
    [InlineData("unknown quantity 'charm'; known: path-length, displacement, mean-speed, max-speed, kinetic-energy", "--quantity", "charm")]
    [InlineData("unknown task 'synthetic/cosine'; known: synthetic/sine", "--task", "synthetic/cosine")]
    [InlineData("--dt belongs to --quantity; with --task the task says it", "--task", "synthetic/cone", "--dt", "1")]
    [InlineData("--range belongs to --quantity", "--task", "synthetic/cone", "--range", "0", "1")]
    [InlineData("--channels belongs to --quantity", "--task", "synthetic/cone", "--channels", "0")]
    [InlineData("demos.npy has the shape [600, 3, 2], task synthetic/cone has [count, 32, 2]", "--task", "synthetic/cone")]
    [InlineData("--dt takes a number above 0, not '0'", "--quantity", "max-speed", "--dt", "0")]
    [InlineData("--dt takes a number above 0, not 'fast'", "--quantity", "max-speed", "--dt", "fast")]
    [InlineData("--range takes two numbers, the lower one first, not '2 1'", "--quantity", "path-length", "--range", "2", "1")]
    [InlineData("--range takes two numbers, the lower one first, not '1'", "--quantity", "path-length", "--range", "1")]
    [InlineData("--range takes two numbers, the lower one first, not '-1 wide'", "--quantity", "path-length", "--range", "-1", "wide")]
    [InlineData("no demonstration has a path-length in the range of --range; theirs goes from ", "--quantity", "path-length", "--range", "-7", "-5")]
    [InlineData("--channels 0,2: there is no channel '2', known: x, y (numbers start at 0)", "--quantity", "path-length", "--channels", "0,2")]
    [InlineData("--channels x,0 names a channel twice", "--quantity", "path-length", "--channels", "x,0")]
    [InlineData("Argument 'gaussian' not recognized. Must be one of: 'data' 'uniform'", "--quantity", "path-length", "--target", "gaussian")]
    public async Task Measure_WrongOptions_OneLineAndExitTwo(string message, params string[] options)
    {
        var result = await Measure(_files.Lines("demos.npy", 600, 1), _files.Lines("samples.csv", 100, 2), options);

        ShouldBeOneLine(result, message);
    }

    [Theory]
    [InlineData(499, 100, 3, 2, "499 demonstrations: at least 500 are needed to tell drift from noise")]
    [InlineData(500, 99, 3, 2, "samples.npy has 99 samples, at least 100 are needed to tell drift from noise")]
    [InlineData(500, 100, 4, 2, "demos.npy has the shape [500, 3, 2], ")]
    [InlineData(500, 100, 3, 1, "samples.npy has [100, 3, 1]: lengths and channels must be equal")]
    public async Task Measure_FilesThatDoNotFit_OneLineAndExitTwo(int demonstrations, int samples, int length, int channels, string message)
    {
        var file = _files.Write("samples.npy", samples, length, [.. "xy"[..channels].Select(name => $"{name}")], (i, t, _) => i * t);

        ShouldBeOneLine(await Measure(_files.Lines("demos.npy", demonstrations, 1), file, "--quantity", "path-length"), message);
    }

    [Fact]
    public async Task Measure_OneStep_OneLineAndExitTwo()
    {
        string[] files = [_files.Write("demos.npy", 500, 1, ["x"], (i, _, _) => i), _files.Write("samples.npy", 100, 1, ["x"], (i, _, _) => i)];

        ShouldBeOneLine(await Measure(files[0], files[1], "--quantity", "path-length"), "demos.npy has the shape [500, 1, 1]: path-length needs trajectories of at least 2 steps");
    }

    [Fact]
    public async Task Measure_ConstantQuantity_OneLineAndExitTwo()
    {
        var constant = _files.Write("demos.npy", 500, 3, ["x", "y"], (_, t, _) => t);

        ShouldBeOneLine(
            await Measure(constant, _files.Lines("samples.npy", 100, 2), "--quantity", "displacement", "--channels", "0"),
            "the displacement of all demonstrations is 2: a constant has no distribution that could drift");
    }

    [Fact]
    public async Task Measure_NearlyConstantQuantity_AsksForARange()
    {
        var nearly = _files.Write("demos.npy", 500, 3, ["x", "y"], (i, t, _) => i == 0 ? 0 : t);

        ShouldBeOneLine(
            await Measure(nearly, _files.Lines("samples.npy", 100, 2), "--quantity", "displacement", "--channels", "0"),
            "the displacement of nearly all demonstrations is 2: say a range with --range A B");
    }

    [Fact]
    public async Task Measure_NotFiniteInput_NamesThePlace()
    {
        var broken = _files.Write("samples.npy", 100, 3, ["x", "y"], (i, t, c) => i == 7 && t == 1 && c == 1 ? double.NaN : i);

        ShouldBeOneLine(
            await Measure(_files.Lines("demos.npy", 500, 2), broken, "--quantity", "displacement"),
            "samples.npy: trajectory 7 has NaN at step 1, channel 1: expected numbers that are finite as float32");
    }

    [Fact]
    public async Task Measure_ChannelsOfOtherNames_OneLineAndExitTwo()
    {
        var turned = _files.Write("samples.csv", 100, 3, ["y", "x"], (i, _, _) => i);

        ShouldBeOneLine(await Measure(_files.Lines("demos.csv", 500, 2), turned, "--quantity", "displacement"), "samples.csv has y, x: names and order must be equal");
    }

    [Fact]
    public async Task Measure_TaskWithOtherChannels_OneLineAndExitTwo()
    {
        string[] files = [_files.Write("demos.csv", 500, 32, ["lat", "lon"], (i, t, _) => i * t), _files.Write("samples.npy", 100, 32, ["lat", "lon"], (i, t, _) => i * t)];

        ShouldBeOneLine(await Measure(files[0], files[1], "--task", "synthetic/cone"), "the channels of the files are lat, lon, those of task synthetic/cone are x, y, in this order");
    }

    [Theory]
    [InlineData("nowhere.npy", "cannot read nowhere.npy: Could not find file")]
    [InlineData("demos.mat", "demos.mat is neither .npy, .npz nor .csv")]
    public async Task Measure_FileThatCannotBeRead_OneLineAndExitTwo(string file, string message) =>
        ShouldBeOneLine(await Measure(file, _files.Lines("samples.npy", 100, 2), "--quantity", "path-length"), message);

    [Fact]
    public async Task Measure_NoFiles_SaysWhichOptionIsMissing() =>
        ShouldBeOneLine(await CommandLine.Run("measure", "--quantity", "path-length"), "Option '--demos' is required (see misgen-bench measure --help)");

    private static void ShouldBeOneLine(CommandLine.Result result, string message)
    {
        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Output.Should().BeEmpty();
        result.Error.Should().StartWith("misgen-bench: ").And.Contain(message);
        result.Error.TrimEnd('\n').Should().NotContain("\n");
    }

    private static Task<CommandLine.Result> Measure(string demonstrations, string samples, params string[] options) =>
        CommandLine.Run(["measure", "--demos", demonstrations, "--samples", samples, .. options]);

    // Every JSON of these tests is checked against the schema.
    private static async Task<JsonNode> Json(string demonstrations, string samples, params string[] options)
    {
        var result = await Measure(demonstrations, samples, [.. options, "--json"]);
        result.Exit.Should().Be(ExitCode.Done, result.Error);
        var schema = await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "schemas", "measure.schema.json"));
        schema.Validate(result.Output).Select(error => error.ToString()).Should().BeEmpty();
        return JsonNode.Parse(result.Output)!;
    }

    private static double Number(JsonNode json, params object[] path) =>
        path.Aggregate(json, (node, step) => step is int place ? node[place]! : node[(string)step]!).GetValue<double>();

    private async Task Export(string file, string count, string seed) =>
        (await CommandLine.Run("export", "--task", "synthetic/cone", "--count", count, "--seed", seed, "--out", _files.PathOf(file))).Exit.Should().Be(ExitCode.Done);
}
