using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Misgen.Core.Plugins;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Plugins;

public sealed class PluginLoadContextTests
{
    [Fact]
    public void Load_OtherVersionOfALibraryThatTheProgramUses_GivesThePluginItsOwn()
    {
        Banana.Fruit.Version.Should().Be(1, "the program, here the test, has loaded version 1");
        var entry = PluginCatalog.Load([PluginDirectory.Built("ConflictingDependency")]).Find("conflicting/banana")!;

        var trajectory = TrajectoryGeneration.Curate(entry, 1, "test", count: 1, threads: 1, default);

        trajectory.Should().Equal(Enumerable.Repeat(2f, 16));
    }

    // Nothing but the plugin's own objects holds its load context.
    [Fact]
    public void Load_LibraryFirstNeededAfterACollection_IsStillFound()
    {
        var entry = PluginCatalog.Load([PluginDirectory.Built("ConflictingDependency")]).Find("conflicting/banana")!;
        Collect();

        var trajectory = TrajectoryGeneration.Curate(entry, 1, "test", count: 1, threads: 1, default);

        trajectory[0].Should().Be(2);
    }

    [Fact]
    public void Load_Plugin_SharesTheContractAndNothingElse()
    {
        var entry = PluginCatalog.Load([PluginDirectory.Built("WellBehaved")]).Find("well-behaved/walk")!;

        var own = AssemblyLoadContext.GetLoadContext(entry.Task.Simulator.GetType().Assembly)!;

        own.Should().NotBeSameAs(AssemblyLoadContext.Default);
        own.Name.Should().Be("WellBehaved");
        own.IsCollectible.Should().BeTrue();
        AssemblyLoadContext.GetLoadContext(entry.Task.GetType().Assembly).Should().BeSameAs(AssemblyLoadContext.GetLoadContext(typeof(PhysicsTask).Assembly));
    }

    [Fact]
    public void Load_PluginThatNobodyUsesAnyMore_IsUnloaded()
    {
        var context = LoadAndForget();

        Collect();

        context.TryGetTarget(out _).Should().BeFalse();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<AssemblyLoadContext> LoadAndForget()
    {
        var entry = PluginCatalog.Load([PluginDirectory.Built("WellBehaved")]).Find("well-behaved/walk")!;
        return new WeakReference<AssemblyLoadContext>(AssemblyLoadContext.GetLoadContext(entry.Task.Simulator.GetType().Assembly)!);
    }

    // Unloading takes several collections: the context, its loader allocator and its types hold each other.
    private static void Collect()
    {
        for (var i = 0; i < 10; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
