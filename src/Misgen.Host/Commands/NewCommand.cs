using System.CommandLine;
using Misgen.Host.Environment;
using Misgen.Host.Templates;
using Misgen.Pipeline.Configuration;

namespace Misgen.Host.Commands;

/// <summary><c>new</c>: something that works, to start from.</summary>
internal static class NewCommand
{
    public static readonly string[] Examples = ["misgen-bench new plugin Ballistics", "misgen-bench new plugin Ballistics --dir ~/my-plugins"];

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "Its name: a C# identifier, such as Ballistics" };
        var directory = new Option<string?>("--dir") { Description = "Where to make its folder [default: plugins/ of the clone]", HelpName = "DIR" };
        var plugin = new Command("plugin", "Make a plugin with a task that works, a project, and tests") { name, directory };
        plugin.SetAction(parsed =>
        {
            MakePlugin(terminal, parsed.GetValue(name)!, parsed.GetValue(directory));
            return ExitCode.Done;
        });
        return new Command("new", "Make something to start from: a plugin") { plugin };
    }

    private static void MakePlugin(Terminal terminal, string name, string? directory)
    {
        if (PluginTemplate.Obstacle(name) is { } obstacle)
            throw new InvalidInputException($"a plugin cannot be called '{name}': {obstacle}");
        var built = Installation.Checkout() is { } checkout ? Path.Combine(checkout, "plugins") : null;
        var folder = Path.GetFullPath(Path.Combine(directory ?? built ?? ".", name));
        PluginTemplate.Write(name, folder, Installation.Folder);

        terminal.WriteLine($"made plugin {name} in {folder}, with the task {PluginTemplate.FamilyOf(name)}/throw");
        var isBuilt = Path.GetDirectoryName(folder) == built;
        terminal.WriteLine("to run it:");
        if (!isBuilt)
            terminal.WriteLine($"  dotnet publish {folder}");
        terminal.WriteLine($"  misgen-bench run {(isBuilt ? "" : $"--plugins {Path.Combine(folder, "bin", "plugin")} ")}--task {PluginTemplate.FamilyOf(name)}/throw --profile smoke");
        terminal.WriteLine("to test it:");
        terminal.WriteLine($"  dotnet test {Path.Combine(folder, "tests")}");
    }
}
