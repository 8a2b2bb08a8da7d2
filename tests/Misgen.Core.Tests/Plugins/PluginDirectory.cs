using System.Reflection;

namespace Misgen.Core.Tests.Plugins;

/// <summary>A temporary directory of plugins, filled with copies of the fixtures.</summary>
internal sealed class PluginDirectory : IDisposable
{
    private static readonly string Fixtures = typeof(PluginDirectory).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Fixtures").Value!;

    public PluginDirectory(params string[] fixtures)
    {
        foreach (var fixture in fixtures)
            Add(fixture);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("misgen-plugins-").FullName;

    /// <summary>Where a fixture was built: the folder that a user would name with <c>--plugins</c>.</summary>
    public static string Built(string fixture) => System.IO.Path.Combine(Fixtures, fixture);

    /// <summary>Copies a fixture into this directory.</summary>
    public string Add(string fixture, string? name = null)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, name ?? fixture)).FullName;
        foreach (var file in Directory.EnumerateFiles(Built(fixture)))
            File.Copy(file, System.IO.Path.Combine(folder, System.IO.Path.GetFileName(file)));
        return folder;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
