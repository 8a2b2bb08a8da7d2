using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Misgen.Core.Json;

namespace Misgen.Pipeline.Leaderboard;

/// <summary>
/// <c>leaderboard.json</c> as bytes: members in the order of the records, one member per line, arrays of plain values on one line,
/// at most 6 significant digits. Equal leaderboards are equal bytes.
/// </summary>
public static class LeaderboardJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Any record of the leaderboard as JSON, at full precision.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The record.</param>
    public static JsonNode ToNode<T>(T value) => JsonSerializer.SerializeToNode(value, Options)!;

    /// <summary>Any record of the leaderboard from JSON.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="node">The JSON.</param>
    public static T FromNode<T>(JsonNode node) => node.Deserialize<T>(Options)!;

    /// <summary>A leaderboard as the bytes of its file.</summary>
    /// <param name="document">The leaderboard.</param>
    public static byte[] ToBytes(LeaderboardDocument document)
    {
        var text = new StringBuilder();
        Write(text, ToNode(document), 0);
        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

    /// <summary>A leaderboard from the bytes of its file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="JsonException">They are no leaderboard.</exception>
    public static LeaderboardDocument FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize<LeaderboardDocument>(bytes, Options) ?? throw new JsonException("The file holds null.");

    private static void Write(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } members:
                WriteLines(text, '{', '}', members, depth, member =>
                {
                    text.Append(Quoted(member.Key)).Append(": ");
                    Write(text, member.Value, depth + 1);
                });
                break;
            case JsonArray items when items.Any(item => item is JsonObject or JsonArray):
                WriteLines(text, '[', ']', items, depth, item => Write(text, item, depth + 1));
                break;
            case JsonArray items:
                text.Append('[').AppendJoin(", ", items.Select(Scalar)).Append(']');
                break;
            default:
                text.Append(Scalar(node));
                break;
        }
    }

    private static void WriteLines<T>(StringBuilder text, char open, char close, ICollection<T> items, int depth, Action<T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            text.Append(first ? "\n" : ",\n").Append(' ', 2 * (depth + 1));
            write(item);
            first = false;
        }

        text.Append('\n').Append(' ', 2 * depth).Append(close);
    }

    private static string Scalar(JsonNode? node)
    {
        if (node is null)
            return "null";
        if (node.GetValueKind() != JsonValueKind.Number)
            return node.ToJsonString(Options);
        var number = double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);
        return Math.Abs(number) < 1e15 && number == Math.Truncate(number)
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : SignificantDigits.Of(number)!.ToJsonString();
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Options);
}
