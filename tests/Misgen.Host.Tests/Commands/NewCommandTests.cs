using System.Diagnostics;
using Misgen.Host.Commands;
using Misgen.Host.Templates;

namespace Misgen.Host.Tests.Commands;

public sealed class NewCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task NewPlugin_Published_IsLoadedAndItsTaskIsRun()
    {
        var made = await New("Ballistics2D");

        made.Exit.Should().Be(ExitCode.Done, made.Error);
        var folder = Path.Combine(_cli.Folder, "Ballistics2D");
        var publish = $"dotnet publish {folder}";
        made.Output.Should().StartWith($"made plugin Ballistics2D in {folder}, with the task ballistics2-d/throw\n").And.Contain($"\n  {publish}\n");
        (await Dotnet("publish", folder, "-nodeReuse:false", "-p:UseSharedCompilation=false")).Should().Be(0);
        var run = await _cli.RunTiny("--plugins", Path.Combine(folder, "bin", "plugin"), "--task", "ballistics2-d/throw");
        run.Exit.Should().Be(ExitCode.Done, run.Error);
        run.Output.Should().Contain("ballistics2-d/throw: ").And.Contain("launch speed");
    }

    [Fact]
    public async Task NewPlugin_Files_AreThoseOfTheTemplateWithTheNameFilledIn()
    {
        await New("Ballistics");

        var folder = Path.Combine(_cli.Folder, "Ballistics");
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        files.Select(file => Path.GetRelativePath(folder, file)).Should().BeEquivalentTo(
            "Ballistics.csproj", "BallisticsPlugin.cs", "ThrowTask.cs", "README.md", "tests/Ballistics.Tests.csproj", "tests/Directory.Build.props",
            "tests/ThrowTaskTests.cs");
        files.Select(File.ReadAllText).Should().OnlyContain(
            text => !text.Contains("PluginName", StringComparison.Ordinal) && !text.Contains("plugin-name", StringComparison.Ordinal) && !text.Contains("PROGRAM_FOLDER", StringComparison.Ordinal));
        Directory.GetFileSystemEntries(_cli.Folder).Should().BeEquivalentTo(folder, _cli.Benchmarks);
    }

    [Theory]
    [InlineData("My.Tasks", "begins with a letter and has letters, digits and underscores only")]
    [InlineData("my-tasks", "begins with a letter")]
    [InlineData("2D", "begins with a letter")]
    [InlineData("_tasks", "begins with a letter")]
    [InlineData("Wörter", "begins with a letter")]
    [InlineData("../Outside", "begins with a letter")]
    [InlineData("My Tasks", "begins with a letter")]
    [InlineData("", "begins with a letter")]
    [InlineData("class", "it is a word of C#")]
    [InlineData("Math", "it means something else in a plugin's code")]
    [InlineData("Quantity", "it means something else in a plugin's code")]
    public async Task NewPlugin_NameThatCannotBe_OneLineAndExitTwo(string name, string reason)
    {
        var result = await New(name);

        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Error.Should().StartWith($"misgen-bench: a plugin cannot be called '{name}': ").And.Contain(reason);
        result.Error.TrimEnd('\n').Should().NotContain("\n");
        Directory.GetFileSystemEntries(_cli.Folder).Should().Equal(_cli.Benchmarks);
    }

    [Fact]
    public async Task NewPlugin_FolderThatIsThere_IsLeftAsItIs()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_cli.Folder, "Ballistics")).FullName;

        var result = await New("Ballistics");

        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Error.Should().Be($"misgen-bench: {folder} is there already: choose another name, or another place with --dir DIR\n");
        Directory.GetFileSystemEntries(folder).Should().BeEmpty();
    }

    [Fact]
    public async Task NewPlugin_PlaceThatCannotBeWritten_OneLineAndExitTwo()
    {
        var result = await CommandLine.Run("new", "plugin", "Ballistics", "--dir", _cli.Benchmarks);

        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Error.Should().StartWith($"misgen-bench: cannot write {_cli.Benchmarks}/Ballistics: ").And.EndWith("; choose another place with --dir DIR\n");
    }

    [Theory]
    [InlineData("Maze", "maze")]
    [InlineData("MyTasks", "my-tasks")]
    [InlineData("HTTPServer", "http-server")]
    [InlineData("snake_case", "snake-case")]
    [InlineData("Odd__Name_", "odd-name")]
    [InlineData("A", "a")]
    public void FamilyOf_Name_IsTheFirstPartOfATasksId(string name, string family) => PluginTemplate.FamilyOf(name).Should().Be(family);

    // docs/plugins.md shows the task; the project of the tests names packages, which this repository has in one place.
    [Fact]
    public void Template_DocumentsAndVersions_AreThoseOfTheRepository()
    {
        var root = RepositoryRoot();
        var files = PluginTemplate.Files("Ballistics", "/misgen").ToDictionary(file => file.File, file => file.Content);
        var code = File.ReadAllText(Path.Combine(root, "docs", "plugins.md")).Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0]);
        var versions = File.ReadAllText(Path.Combine(root, "Directory.Packages.props"));

        code.Should().Equal(files["ThrowTask.cs"], files["BallisticsPlugin.cs"]);
        foreach (var package in files["tests/Ballistics.Tests.csproj"].Split('\n').Where(line => line.Contains("PackageReference", StringComparison.Ordinal)))
            versions.Should().Contain(package.Trim().Replace("PackageReference", "PackageVersion", StringComparison.Ordinal));
    }

    private Task<CommandLine.Result> New(string name) => CommandLine.Run("new", "plugin", name, "--dir", _cli.Folder);

    private static async Task<int> Dotnet(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", args) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Misgen.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Misgen.sln is not above the tests.");
        return folder;
    }
}
