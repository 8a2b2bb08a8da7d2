using System.Text.RegularExpressions;
using Misgen.Core.Interventions;
using Misgen.Plugins;

namespace Misgen.Core.Plugins;

/// <summary>What must hold of a task before anything is run with it.</summary>
internal static partial class PluginTaskRules
{
    public static void Check(string plugin, IReadOnlyList<PhysicsTask> tasks)
    {
        if (tasks is null)
            throw new PluginException($"plugin '{plugin}' returned null instead of its tasks");
        foreach (var task in tasks)
            Check(plugin, task);
        if (tasks.CountBy(task => task.Id).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new PluginException($"plugin '{plugin}' has two tasks with the id {twice}");
    }

    private static void Check(string plugin, PhysicsTask task)
    {
        if (task is null)
            throw new PluginException($"plugin '{plugin}' returned a null task");
        if (!IdPattern().IsMatch(task.Id))
            throw new PluginException($"plugin '{plugin}': task id '{task.Id}' is not of the form family/name in lower-case letters, digits and dashes");
        if (task.Defects.Count == 0)
            throw new PluginException($"plugin '{plugin}': task {task.Id} has no defect, so plausibility cannot be judged");
        if (task.Defects.FirstOrDefault(defect => !(defect.Tolerance > 0)) is { } defect)
            throw new PluginException($"plugin '{plugin}': task {task.Id} gives defect '{defect.Name}' the tolerance {defect.Tolerance}, expected a positive number");
        if (task.Representations.Select(representation => representation.Name).Distinct(StringComparer.Ordinal).Count() != task.Representations.Count)
            throw new PluginException($"plugin '{plugin}': task {task.Id} has two representations of one name");
        if (task.Representations.FirstOrDefault(own => RepresentationNames.BuiltIn.Contains(own.Name)) is { } taken)
            throw new PluginException($"plugin '{plugin}': task {task.Id} calls a representation '{taken.Name}', a name that every task has already: {string.Join(", ", RepresentationNames.BuiltIn)}");
        var range = task.Quantity.Range;
        if (!(range.Width > 0))
            throw new PluginException($"plugin '{plugin}': task {task.Id} gives its quantity an empty range");
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdPattern();
}
