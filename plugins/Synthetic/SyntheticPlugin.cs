namespace Misgen.Plugins.Synthetic;

/// <summary>The synthetic tasks of Nishi et al. (arXiv 2605.20299), in which every demonstration has an exactly known quantity.</summary>
public sealed class SyntheticPlugin : IPlugin
{
    /// <inheritdoc/>
    public string Name => "Synthetic";

    /// <inheritdoc/>
    public IReadOnlyList<PhysicsTask> CreateTasks() => [SineTask.Create(), ConeTask.Create(), LogisticTask.Create()];
}
