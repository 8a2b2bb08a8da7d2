using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Misgen.Core.Json;

/// <summary>
/// One spelling for every JSON value, so that equal values are equal bytes: members sorted by ordinal name, no white space,
/// UTF-8 without needless escapes, numbers in .NET's shortest form that reads back to the same double (or as an integer).
/// Close to RFC 8785, from which it differs in the spelling of large and small exponents.
/// </summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The canonical bytes of <paramref name="node"/>.</summary>
    /// <param name="node">A JSON value; null stands for the JSON null.</param>
    public static byte[] ToBytes(JsonNode? node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            Write(writer, node);
        return buffer.ToArray();
    }

    /// <summary>The canonical text of <paramref name="node"/>.</summary>
    /// <param name="node">A JSON value; null stands for the JSON null.</param>
    public static string ToText(JsonNode? node) => Encoding.UTF8.GetString(ToBytes(node));

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject members:
                writer.WriteStartObject();
                foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                WriteScalar(writer, node);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, JsonNode node)
    {
        // A value made in memory and the same value read from a file differ in their CLR type: both go through the text.
        using var document = JsonDocument.Parse(node.ToJsonString());
        var element = document.RootElement;
        if (element.ValueKind != JsonValueKind.Number)
            element.WriteTo(writer);
        else if (element.TryGetInt64(out var integer))
            writer.WriteNumberValue(integer);
        else if (element.TryGetUInt64(out var large))
            writer.WriteNumberValue(large);
        else
            writer.WriteRawValue(Number(element.GetDouble()));
    }

    private static string Number(double value) =>
        value == Math.Truncate(value) && Math.Abs(value) < 1e15
            ? ((long)value).ToString(CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);
}
