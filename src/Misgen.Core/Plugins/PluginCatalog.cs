using Misgen.Plugins;

namespace Misgen.Core.Plugins;

/// <summary>Every plugin of some directories, loaded or refused, with their tasks by id.</summary>
public sealed class PluginCatalog
{
    private readonly Dictionary<string, TaskEntry> _tasks = new(StringComparer.Ordinal);
    private readonly List<LoadedPlugin> _plugins = [];
    private readonly List<RefusedPlugin> _refused = [];

    /// <summary>The plugins that can be used, in the order of their directories and names.</summary>
    public IReadOnlyList<LoadedPlugin> Plugins => _plugins;

    /// <summary>The plugins that cannot be used.</summary>
    public IReadOnlyList<RefusedPlugin> Refused => _refused;

    /// <summary>All tasks, ordered by plugin and then as the plugin gives them.</summary>
    public IReadOnlyList<TaskEntry> Tasks => [.. _plugins.SelectMany(plugin => plugin.Tasks).Select(task => _tasks[task.Id])];

    /// <summary>
    /// Loads every plugin of some directories. A directory holds one folder per plugin, or is itself the folder of one plugin. A
    /// plugin that fails is refused with its reason; the others are loaded.
    /// </summary>
    /// <param name="directories">The directories, in order; the first plugin that brings a task id has it.</param>
    /// <exception cref="PluginException">A directory is missing or can be written by everyone.</exception>
    public static PluginCatalog Load(IEnumerable<string> directories)
    {
        ArgumentNullException.ThrowIfNull(directories);
        var catalog = new PluginCatalog();
        foreach (var directory in directories)
        {
            if (!Directory.Exists(directory))
                throw new PluginException($"plugin directory {directory} does not exist");
            if (PluginLoader.IsWorldWritable(directory))
                throw new PluginException($"plugin directory {directory} can be written by everyone, so nothing is loaded from it (chmod o-w)");
            foreach (var folder in FoldersOf(directory))
                catalog.Add(folder);
        }

        return catalog;
    }

    /// <summary>Looks a task up.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The task, or null.</returns>
    public TaskEntry? Find(string id) => _tasks.GetValueOrDefault(id);

    /// <summary>Looks a task up that must be there.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="PluginException">No plugin brings it.</exception>
    public TaskEntry Require(string id) => Find(id) ?? throw new PluginException($"no plugin brings task {id}");

    /// <summary>The same plugins, and one more task that no folder brings.</summary>
    /// <param name="entry">The task.</param>
    public PluginCatalog With(TaskEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var more = new PluginCatalog();
        more._plugins.AddRange([.. _plugins, entry.Plugin]);
        more._refused.AddRange(_refused);
        foreach (var (id, known) in _tasks)
            more._tasks.Add(id, known);
        more._tasks.Add(entry.Task.Id, entry);
        return more;
    }

    private static IEnumerable<string> FoldersOf(string directory) =>
        Directory.EnumerateFiles(directory, "*.deps.json").Any()
            ? [directory]
            : Directory.EnumerateDirectories(directory).Where(HasFiles).Order(StringComparer.Ordinal);

    private static bool HasFiles(string folder) => Directory.EnumerateFiles(folder).Any();

    private void Add(string folder)
    {
        try
        {
            var plugin = PluginLoader.Load(folder);
            if (plugin.Tasks.FirstOrDefault(task => _tasks.ContainsKey(task.Id)) is { } twice)
                throw new PluginException($"plugin '{plugin.Name}' in {folder} brings task {twice.Id}, which plugin '{_tasks[twice.Id].Plugin.Name}' has already");
            _plugins.Add(plugin);
            foreach (var task in plugin.Tasks)
                _tasks.Add(task.Id, new TaskEntry(plugin, task));
        }
        catch (Exception exception) when (exception is PluginException or IOException or UnauthorizedAccessException)
        {
            _refused.Add(new RefusedPlugin(folder, exception.Message));
        }
    }
}

/// <summary>A task and the plugin that brings it.</summary>
/// <param name="Plugin">The plugin.</param>
/// <param name="Task">The task.</param>
public sealed record TaskEntry(LoadedPlugin Plugin, PhysicsTask Task);
