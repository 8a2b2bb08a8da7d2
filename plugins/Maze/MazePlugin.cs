namespace Misgen.Plugins.Maze;

/// <summary>
/// Paths of a point through mazes: one task for every entry of <c>mazes.json</c> in the plugin's folder. The mazes that come with it
/// are those of D4RL's <c>maze2d</c> (Fu et al., arXiv 2004.07219, appendix; <c>d4rl/pointmaze/maze_model.py</c>).
/// </summary>
public sealed class MazePlugin : IPlugin
{
    /// <inheritdoc/>
    public string Name => "Maze";

    /// <summary>Reads the mazes and prepares their shortest paths.</summary>
    /// <exception cref="InvalidDataException">A file of the plugin's folder does not describe a maze that demonstrations can be made
    /// in; the message names file, row and column or the option.</exception>
    public IReadOnlyList<PhysicsTask> CreateTasks()
    {
        var folder = Path.GetDirectoryName(typeof(MazePlugin).Assembly.Location)!;
        return [.. MazesFile.Read(folder).Select(options => MazeTask.Create(options, LayoutFile.Read(folder, options)))];
    }
}
