using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Misgen.Core.Jobs;

namespace Misgen.Core.Tests.Jobs;

public sealed class JobTests
{
    private static readonly JobId Input = JobId.Parse(new string('a', 64));

    // The SHA-256 of the text below, as `printf '%s' '…' | sha256sum` gives it. When this fails, every artifact of every store is
    // recomputed: that is a decision, not an accident.
    [Fact]
    public void Id_OfAFixedJob_IsTheGoldenOne()
    {
        const string Identity =
            "{\"inputs\":{\"demonstrations\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"},\"kind\":\"train\","
            + "\"numerics\":\"libtorch 1.13\",\"pluginDigest\":\"bbbb\",\"revision\":2,\"spec\":{\"rate\":0.002,\"seed\":18446744073709551615,\"steps\":3000}}";

        var id = Make().Id;

        id.Hex.Should().Be("92ccb49d4df61b8be94cdcdc9e9257250562412ee75d05fa6e442ed9761c6093");
        id.Hex.Should().Be(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Identity))));
        id.Short.Should().Be(id.Hex[..12]);
    }

    [Fact]
    public void Id_AnyPartOfTheIdentityChanged_IsAnother()
    {
        JobId[] ids =
        [
            Make().Id,
            Make(kind: "sample").Id,
            Make(revision: 3).Id,
            Make(steps: 3001).Id,
            Make(rate: 0.0020000000000000005).Id,
            Make(seed: ulong.MaxValue - 1).Id,
            Make(inputName: "held out").Id,
            Make(inputId: new string('c', 64)).Id,
            Make(plugin: "bbbc").Id,
            Make(plugin: null).Id,
            Make(numerics: "libtorch 2.4").Id,
            Make(numerics: null).Id,
        ];

        ids.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Id_LabelTimeSizeOrLimitChanged_IsTheSame()
    {
        var job = Make();

        Make(label: "another").Id.Should().Be(job.Id);
        (job with { ExpectedTime = TimeSpan.FromHours(1) }).Id.Should().Be(job.Id);
        (job with { ExpectedBytes = 1 << 30 }).Id.Should().Be(job.Id);
        (job with { TimeLimit = TimeSpan.FromMinutes(5) }).Id.Should().Be(job.Id);
    }

    [Fact]
    public void Id_SpecOrInputsInAnotherOrder_IsTheSame()
    {
        var (one, other) = (new JobInput("a", Input), new JobInput("b", Make().Id));
        Job Job(string spec, params JobInput[] inputs) => new("train", 1, JsonNode.Parse(spec)!.AsObject(), inputs) { Label = "job" };

        Job("""{"a": 1.0, "b": [2]}""", one, other).Id.Should().Be(Job("""{"b":[2.0],"a":1}""", other, one).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("../../../../../../../../../../../../../../../../../../../../../etc")]
    public void Parse_TextThatIsNoId_Throws(string text)
    {
        var parse = () => JobId.Parse(text);

        parse.Should().Throw<FormatException>().WithMessage($"'{text}' is not a job id: expected 64 lower-case hex digits.");
    }

    [Fact]
    public void Hex_OfAnIdThatWasNeverAssigned_Throws()
    {
        var hex = () => default(JobId).Hex;

        hex.Should().Throw<InvalidOperationException>();
    }

    private static Job Make(
        string kind = "train", int revision = 2, int steps = 3000, double rate = 0.002, ulong seed = ulong.MaxValue, string inputName = "demonstrations",
        string? inputId = null, string? plugin = "bbbb", string? numerics = "libtorch 1.13", string label = "train it") =>
        new(
            kind,
            revision,
            new JsonObject { ["steps"] = steps, ["rate"] = rate, ["seed"] = seed },
            [new JobInput(inputName, inputId is null ? Input : JobId.Parse(inputId))],
            plugin,
            numerics)
        {
            Label = label,
        };
}
