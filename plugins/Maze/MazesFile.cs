using System.Text.Json;

namespace Misgen.Plugins.Maze;

/// <summary>The list of mazes, <c>mazes.json</c> in the plugin's folder.</summary>
internal static class MazesFile
{
    public const string FileName = "mazes.json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectNullableAnnotations = true,
    };

    /// <summary>Reads and checks the mazes of a folder.</summary>
    /// <param name="folder">The plugin's folder.</param>
    /// <exception cref="InvalidDataException">The file is missing, is not such a list, or an option is outside its limits.</exception>
    public static IReadOnlyList<MazeOptions> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new InvalidDataException($"{FileName} is missing in the plugin's folder: expected a list of mazes, [] for none");
        var mazes = Parse(File.ReadAllText(path));
        foreach (var maze in mazes)
            maze.Validate();
        return mazes;
    }

    private static MazeOptions[] Parse(string json)
    {
        try
        {
            if (JsonSerializer.Deserialize<MazeOptions[]>(json, Format) is { } mazes && !mazes.Contains(null))
                return mazes;
        }
        catch (JsonException exception)
        {
            // Without the position that the serializer appends to its own sentence, which says it in its own terms.
            var reason = exception.Message.Split(" Path:", 2)[0].Split(" LineNumber:", 2)[0];
            throw new InvalidDataException($"{FileName}, line {exception.LineNumber + 1}, {exception.Path}: {reason}", exception);
        }

        throw new InvalidDataException($"{FileName}: found null, expected a list of mazes such as [{{ \"name\": \"umaze\", \"lengths\": [1, 5] }}]");
    }
}
