using System.CommandLine;
using Misgen.Core.Plugins;
using Misgen.Pipeline.Configuration;

namespace Misgen.Host.Commands;

/// <summary><c>--task ID</c> of the commands that take one task.</summary>
internal static class TaskChoice
{
    public static Option<string?> Option(bool required) =>
        new("--task") { Description = "The task (misgen-bench list tasks)", HelpName = "ID", Required = required };

    /// <summary>Looks the task up.</summary>
    /// <exception cref="InvalidInputException">No plugin brings it.</exception>
    public static TaskEntry Find(PluginCatalog catalog, string id) => catalog.Find(id) ?? throw new InvalidInputException(
        $"unknown task '{id}'; known: {string.Join(", ", catalog.Tasks.Select(entry => entry.Task.Id))}"
        + (catalog.Refused.Count == 0 ? "" : $" ({string.Join("; ", catalog.Refused.Select(refused => refused.Reason))})"));
}
