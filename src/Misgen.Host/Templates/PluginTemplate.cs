using System.Security;
using System.Text;
using Misgen.Pipeline.Configuration;
using Misgen.Plugins;

namespace Misgen.Host.Templates;

/// <summary>The files of a plugin that works, to start from. They are in <c>Templates/Plugin</c> and part of the program.</summary>
internal static class PluginTemplate
{
    private const string Prefix = "plugin/";
    private const string NameToken = "PluginName";
    private const string FamilyToken = "plugin-name";
    private const string ProgramToken = "PROGRAM_FOLDER";

    // https://learn.microsoft.com/dotnet/csharp/language-reference/keywords, without the contextual ones.
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
        "virtual", "void", "volatile", "while",
    };

    // A namespace of such a name would hide what the files mean by it.
    private static readonly HashSet<string> Taken = new(
        [
            "System", "Misgen", "Xunit", "Math", "Span", "ReadOnlySpan", "Func", "Enumerable", "Assert", "Fact", "Theory", "InlineData",
            .. typeof(IPlugin).Assembly.GetExportedTypes().Select(type => type.Name),
        ],
        StringComparer.Ordinal);

    /// <summary>Why a plugin cannot have a name; null where it can.</summary>
    /// <param name="name">What is to be its folder, assembly and namespace.</param>
    public static string? Obstacle(string name)
    {
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]) || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
            return "a plugin's name begins with a letter and has letters, digits and underscores only";
        if (Keywords.Contains(name))
            return "it is a word of C#";
        return Taken.Contains(name) ? "it means something else in a plugin's code" : null;
    }

    /// <summary>The first part of the ids of its tasks: <c>my-tasks</c> for <c>MyTasks</c>.</summary>
    /// <param name="name">A name that a plugin can have.</param>
    public static string FamilyOf(string name)
    {
        var family = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var beginsWord = i > 0 && char.IsAsciiLetterUpper(name[i])
                && (!char.IsAsciiLetterUpper(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1])));
            if ((beginsWord || name[i] == '_') && family[^1] != '-')
                family.Append('-');
            if (name[i] != '_')
                family.Append(char.ToLowerInvariant(name[i]));
        }

        return family.ToString().TrimEnd('-');
    }

    /// <summary>Writes the files, all or none.</summary>
    /// <param name="name">A name that a plugin can have.</param>
    /// <param name="folder">The folder to make.</param>
    /// <param name="program">The folder with Misgen's program, whose contract the project refers to.</param>
    /// <exception cref="InvalidInputException">The folder is there already or cannot be written.</exception>
    public static void Write(string name, string folder, string program)
    {
        if (Path.Exists(folder))
            throw new InvalidInputException($"{folder} is there already: choose another name, or another place with --dir DIR");
        var unfinished = $"{folder}.{System.Environment.ProcessId}.tmp";
        try
        {
            foreach (var (file, content) in Files(name, program))
            {
                var path = Path.Combine(unfinished, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, content);
            }

            Directory.Move(unfinished, folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
            throw new InvalidInputException($"cannot write {folder}: {exception.Message.TrimEnd('.')}; choose another place with --dir DIR", exception);
        }
    }

    /// <summary>The files by their names in the plugin's folder.</summary>
    internal static IEnumerable<(string File, string Content)> Files(string name, string program)
    {
        var assembly = typeof(PluginTemplate).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (
                resource[Prefix.Length..].Replace(NameToken, name, StringComparison.Ordinal),
                reader.ReadToEnd().Replace(NameToken, name, StringComparison.Ordinal)
                    .Replace(FamilyToken, FamilyOf(name), StringComparison.Ordinal)
                    .Replace(ProgramToken, InProject(Path.TrimEndingDirectorySeparator(program)), StringComparison.Ordinal));
        }
    }

    // As text of an MSBuild property: https://learn.microsoft.com/visualstudio/msbuild/msbuild-special-characters.
    private static string InProject(string path)
    {
        var text = new StringBuilder();
        foreach (var letter in path)
        {
            if (letter is '%' or '$' or '@' or '(' or ')' or ';' or '?' or '*' or '\'')
                text.Append('%').Append(((int)letter).ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            else
                text.Append(letter);
        }

        return SecurityElement.Escape(text.ToString())!;
    }
}
