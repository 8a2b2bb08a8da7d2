using System.Text.Json;
using System.Text.Json.Serialization;
using Misgen.Pipeline.Configuration;

namespace Misgen.Pipeline.Leaderboard.Comparison;

/// <summary>A <c>leaderboard.json</c> that may come from anywhere: read strictly, and refused where it contradicts itself.</summary>
public static class LeaderboardFile
{
    // A board of a hundred tasks is a few megabytes.
    private const long MostBytes = 256L << 20;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The leaderboard and the bytes it was read from.</returns>
    /// <exception cref="InvalidInputException">It cannot be read, is no leaderboard of this schema, or contradicts itself; one line.</exception>
    public static (LeaderboardDocument Board, byte[] Bytes) Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] bytes;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes } file)
                throw new InvalidInputException($"{path} has {file.Length >> 20} MiB, which no leaderboard has");
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"cannot read {path}: {exception.Message.TrimEnd('.')}", exception);
        }

        return (Parse(bytes, path), bytes);
    }

    /// <summary>Reads a leaderboard from bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="name">What to call them in messages.</param>
    /// <exception cref="InvalidInputException">They are no leaderboard of this schema, or one that contradicts itself; one line.</exception>
    public static LeaderboardDocument Parse(byte[] bytes, string name)
    {
        var board = Deserialize(bytes, name);
        var contradictions = BoardConsistency.Contradictions(board).Take(2).ToArray();
        if (contradictions.Length > 0)
            throw new InvalidInputException($"{name} contradicts itself: {contradictions[0]}{(contradictions.Length > 1 ? ", and more" : "")}");
        return board;
    }

    private static LeaderboardDocument Deserialize(byte[] bytes, string name)
    {
        try
        {
            using (var json = JsonDocument.Parse(bytes))
            {
                var version = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("schemaVersion", out var member)
                    ? member.GetRawText()
                    : throw new InvalidInputException($"{name} is no leaderboard: it has no schemaVersion");
                if (version != $"{LeaderboardDocument.CurrentSchemaVersion}")
                    throw new InvalidInputException($"{name} has schema {Shown(version)}, this build reads {LeaderboardDocument.CurrentSchemaVersion}");
            }

            return JsonSerializer.Deserialize<LeaderboardDocument>(bytes, Options) ?? throw new JsonException("it holds null");
        }
        catch (JsonException exception)
        {
            var place = exception.LineNumber is { } line ? $" at line {line + 1}" : "";
            var member = exception.Path is { Length: > 1 } path ? $" ({Shown(path)})" : "";
            throw new InvalidInputException($"{name} is malformed{place}{member}: {Explain(exception)}", exception);
        }
    }

    private static string Explain(JsonException exception)
    {
        var message = exception.Message.Split('\n')[0].TrimEnd('\r');
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        return Shown(end < 0 ? message : message[..end]);
    }

    private static string Shown(string text) => string.Concat((text.Length > 200 ? text[..200] : text).Select(symbol => char.IsControl(symbol) ? '?' : symbol));
}
