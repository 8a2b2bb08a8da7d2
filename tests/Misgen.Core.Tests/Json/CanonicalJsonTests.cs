using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Misgen.Core.Json;

namespace Misgen.Core.Tests.Json;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void ToText_Object_SortsMembersByOrdinalNameAtEveryLevel()
    {
        var node = JsonNode.Parse("""{ "b": { "z": 1, "Z": 2 }, "a": [ { "y": null, "x": true } ], "é": "", "B": false }""");

        CanonicalJson.ToText(node).Should().Be("""{"B":false,"a":[{"x":true,"y":null}],"b":{"Z":2,"z":1},"é":""}""");
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("1.0", "1")]
    [InlineData("1e3", "1000")]
    [InlineData("-12.50", "-12.5")]
    [InlineData("0.1", "0.1")]
    [InlineData("0.10000000000000000555", "0.1")]
    [InlineData("0.30000000000000004", "0.30000000000000004")]
    [InlineData("0.000001", "1E-06")]
    [InlineData("1e-7", "1E-07")]
    [InlineData("123456789012345", "123456789012345")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("18446744073709551614", "18446744073709551614")]
    [InlineData("1e15", "1000000000000000")]
    [InlineData("1e20", "1E+20")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157E+308")]
    public void ToText_Number_HasOneSpelling(string text, string canonical) =>
        CanonicalJson.ToText(JsonNode.Parse(text)).Should().Be(canonical);

    // Specs are made in memory, artifacts are read from files: both must give the id that the other gives.
    [Fact]
    public void ToBytes_ValuesInMemoryAndParsed_AreTheSame()
    {
        JsonObject inMemory = new()
        {
            ["byte"] = (byte)7,
            ["int"] = -3,
            ["long"] = long.MaxValue,
            ["ulong"] = ulong.MaxValue,
            ["whole double"] = 2.0,
            ["double"] = 1e-4,
            ["float"] = 0.1f,
            ["decimal"] = 1.50m,
            ["string"] = "θ <&> \"q\" \u2028",
            ["array"] = new JsonArray(1.0, 2, null),
        };

        CanonicalJson.ToBytes(JsonNode.Parse(inMemory.ToJsonString())).Should().Equal(CanonicalJson.ToBytes(inMemory));
        CanonicalJson.ToText(inMemory).Should().Be(
            """{"array":[1,2,null],"byte":7,"decimal":1.5,"double":0.0001,"float":0.1,"int":-3,"long":9223372036854775807,"string":"θ <&> \"q\" \u2028","ulong":18446744073709551615,"whole double":2}""");
    }

    [Fact]
    public void ToBytes_Text_IsUtf8WithoutByteOrderMark() =>
        CanonicalJson.ToBytes(JsonValue.Create("ω")).Should().Equal((byte)'"', 0xCF, 0x89, (byte)'"');

    [Fact]
    public void ToText_Null_IsNull() => CanonicalJson.ToText(null).Should().Be("null");

    [Fact]
    public void Parse_OfWhatWasWritten_IsAFixedPoint() =>
        Prop.ForAll(Values(depth: 3).ToArbitrary(), text =>
        {
            var written = CanonicalJson.ToText(JsonNode.Parse(text));
            return CanonicalJson.ToText(JsonNode.Parse(written)) == written && JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(text));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void ToText_MembersInAnyOrder_IsTheSame() =>
        Prop.ForAll(Members(depth: 2).ToArbitrary(), members =>
        {
            var forwards = CanonicalJson.ToText(new JsonObject(members.Select(Parsed)));
            return CanonicalJson.ToText(new JsonObject(members.Reverse().Select(Parsed))) == forwards;
        }).QuickCheckThrowOnFailure();

    // JSON texts: every kind of scalar, strings that need escapes, numbers of every size, objects and arrays around them.
    private static Gen<string> Values(int depth)
    {
        var scalars = Gen.OneOf(
            Gen.Elements("null", "true", "false", "-0.0", "1e300", "18446744073709551615"),
            Gen.Choose(-1000, 1000).Select(number => number.ToString()),
            Gen.Choose(int.MinValue, int.MaxValue).Two().Select(pair => (((long)pair.Item1 << 32) | (uint)pair.Item2).ToString()),
            Gen.Choose(int.MinValue, int.MaxValue).Two().Select(pair => (pair.Item1 * Math.Pow(10, pair.Item2 % 30)).ToString("R")),
            Texts().Select(text => JsonValue.Create(text).ToJsonString()));
        return depth == 0
            ? scalars
            : Gen.OneOf(
                scalars,
                Gen.ArrayOf(Values(depth - 1)).Select(items => $"[{string.Join(", ", items)}]"),
                Members(depth - 1).Select(members => new JsonObject(members.Select(Parsed)).ToJsonString()));
    }

    private static Gen<KeyValuePair<string, string>[]> Members(int depth) =>
        Gen.ArrayOf(Texts().Zip(Values(depth), KeyValuePair.Create)).Select(members => members.DistinctBy(member => member.Key).ToArray());

    private static Gen<string> Texts() =>
        Gen.ArrayOf(Gen.Elements("a", "B", "\"", "\\", "\n", "\0", "é", "θ", "\u2028", "😀", "<", " ", "z")).Select(parts => string.Concat(parts));

    private static KeyValuePair<string, JsonNode?> Parsed(KeyValuePair<string, string> member) =>
        KeyValuePair.Create(member.Key, JsonNode.Parse(member.Value));
}
