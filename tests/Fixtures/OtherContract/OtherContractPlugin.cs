using Misgen.Plugins;

namespace Misgen.Fixtures;

/// <summary>In order but for the contract that it was compiled against.</summary>
public sealed class OtherContractPlugin : IPlugin
{
    public string Name => "Other contract";

    public IReadOnlyList<PhysicsTask> CreateTasks() => [FixtureTask.Create("other-contract/walk", FixtureTask.WellBehaved)];
}
