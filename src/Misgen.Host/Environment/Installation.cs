using System.Reflection;
using Misgen.Pipeline.Configuration;

namespace Misgen.Host.Environment;

/// <summary>Where this program is and what belongs to it.</summary>
internal static class Installation
{
    private const string BenchmarksName = "benchmarks.json";

    /// <summary>Misgen's version, without any commit.</summary>
    public static string Version { get; } =
        typeof(Installation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The folder of the program.</summary>
    public static string Folder => AppContext.BaseDirectory;

    /// <summary>The source checkout that the program was built in; null where it stands alone.</summary>
    public static string? Checkout()
    {
        for (var folder = new DirectoryInfo(Folder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Misgen.sln")))
                return folder.FullName;
        }

        return null;
    }

    /// <summary>The profiles of this installation.</summary>
    /// <exception cref="InvalidInputException">There are none.</exception>
    public static string BenchmarksFile()
    {
        string?[] places = [Folder, Checkout()];
        return places.OfType<string>().Select(place => Path.Combine(place, BenchmarksName)).FirstOrDefault(File.Exists)
            ?? throw new InvalidInputException($"no {BenchmarksName} beside the program in {Folder}: name one with --benchmarks FILE");
    }

    /// <summary>Plugin directories in order: of the build, of <c>$MISGEN_PLUGINS</c>, of the command line.</summary>
    /// <param name="named">The directories of the command line.</param>
    public static IReadOnlyList<string> PluginDirectories(IEnumerable<string> named)
    {
        var built = Path.Combine(Folder, "plugins");
        var configured = (System.Environment.GetEnvironmentVariable("MISGEN_PLUGINS") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return [.. Directory.Exists(built) ? [built] : Array.Empty<string>(), .. configured, .. named];
    }

    /// <summary>The commit that the checkout is at; null where there is none. Read from git's files, so that git is not needed.</summary>
    public static string? Commit()
    {
        if (Checkout() is not { } checkout || ReadLine(Path.Combine(checkout, ".git", "HEAD")) is not { } head)
            return null;
        if (!head.StartsWith("ref: ", StringComparison.Ordinal))
            return head;
        var reference = head["ref: ".Length..];
        var packed = Path.Combine(checkout, ".git", "packed-refs");
        return ReadLine(Path.Combine(checkout, ".git", reference))
            ?? (File.Exists(packed) ? File.ReadLines(packed).FirstOrDefault(line => line.EndsWith(" " + reference, StringComparison.Ordinal))?[..40] : null);
    }

    private static string? ReadLine(string path) => File.Exists(path) ? File.ReadLines(path).FirstOrDefault()?.Trim() : null;
}
