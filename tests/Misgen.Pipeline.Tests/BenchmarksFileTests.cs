using Misgen.Pipeline.Configuration;
using NJsonSchema;

namespace Misgen.Pipeline.Tests;

public sealed class BenchmarksFileTests : IDisposable
{
    private const string Good = """
        { "schemaVersion": 1, "profiles": { "p": { "description": "d", "tasks": ["*"], "models": { "unet-diffusion": {} },
          "interventions": ["none"], "seeds": [0] } } }
        """;

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Load_OfTheRepository_HasTheProfilesOfTheDesign()
    {
        var benchmarks = BenchmarksFile.Load(Path.Combine(Repository.Root, "benchmarks.json"));

        benchmarks.Profiles.Keys.Should().Contain(["smoke", "quick"]);
        var quick = benchmarks.Profiles["quick"];
        quick.Seeds.Should().Equal(0UL);
        quick.Samples.Should().Be(4000);
        quick.Models["unet-diffusion"].Should().Be(new ModelSettings { Width = 24, Steps = 3000, Batch = 64, LearningRate = 2e-3 });
    }

    [Fact]
    public async Task OfTheRepository_AgainstItsSchema_IsValid()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "schemas", "benchmarks.schema.json"));

        schema.Validate(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "benchmarks.json"))).Select(error => error.ToString()).Should().BeEmpty();
    }

    [Fact]
    public void Load_MembersLeftOut_HaveTheDocumentedDefaults()
    {
        var profile = Load(Good).Profiles["p"];

        (profile.Demonstrations, profile.HeldOut, profile.Samples, profile.SamplesAtTwiceTheSteps, profile.SolverSteps, profile.PluginTimeLimitSeconds)
            .Should().Be((20_000, 10_000, 4_000, 2_000, 20, 600.0));
        profile.Models["unet-diffusion"].Should().Be(new ModelSettings());
    }

    [Theory]
    [InlineData("{", "*malformed at line 1*")]
    [InlineData("null", "*malformed*")]
    [InlineData("[]", "*malformed*")]
    public void Load_NotAnObject_SaysWhere(string text, string message) => Refuses(text, message);

    [Theory]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 2", "*schemaVersion is 2, expected 1*")]
    [InlineData("\"seeds\": [0]", "\"seeds\": []", "*profile 'p' has no seeds*")]
    [InlineData("\"seeds\": [0]", "\"seeds\": [0, 0]", "*profile 'p' names a seed twice*")]
    [InlineData("\"seeds\": [0]", "\"seeds\": [-1]", "*malformed*seeds*")]
    [InlineData("\"seeds\": [0]", "\"seeds\": [0], \"sample\": 3", "*malformed*'sample'*")]
    [InlineData("\"seeds\": [0]", "\"seeds\": [0], \"samples\": 3", "*profile 'p' has 3 samples, expected 100 to*")]
    [InlineData("\"none\"", "\"magic\"", "*unknown intervention 'magic'; known: none, reweight, *")]
    [InlineData("unet-diffusion", "gan", "*unknown model 'gan'; known: unet-diffusion*")]
    [InlineData("{} }", "{ \"steps\": 0 } }", "*model 'unet-diffusion' 0 steps*")]
    [InlineData("\"tasks\": [\"*\"]", "\"tasks\": null", "*malformed*")]
    public void Load_OneFault_NamesIt(string from, string to, string message) => Refuses(Good.Replace(from, to, StringComparison.Ordinal), message);

    [Fact]
    public void Load_MissingFile_NamesIt()
    {
        var load = () => BenchmarksFile.Load("/nowhere/benchmarks.json");

        load.Should().Throw<InvalidInputException>().WithMessage("cannot read /nowhere/benchmarks.json: *");
    }

    private void Refuses(string text, string message)
    {
        var load = () => Load(text);

        load.Should().Throw<InvalidInputException>().WithMessage(message).Which.Message.Should().Contain(_path).And.NotContain("\n");
    }

    private BenchmarksFile Load(string text)
    {
        File.WriteAllText(_path, text);
        return BenchmarksFile.Load(_path);
    }
}
