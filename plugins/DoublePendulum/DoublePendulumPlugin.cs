namespace Misgen.Plugins.DoublePendulum;

/// <summary>The frictionless planar double pendulum, a chaotic system with one conserved quantity.</summary>
public sealed class DoublePendulumPlugin : IPlugin
{
    /// <inheritdoc/>
    public string Name => "DoublePendulum";

    /// <inheritdoc/>
    public IReadOnlyList<PhysicsTask> CreateTasks() => [EnergyTask.Create()];
}
