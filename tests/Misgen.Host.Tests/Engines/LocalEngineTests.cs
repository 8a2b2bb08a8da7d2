using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using Misgen.Core.Jobs;
using Misgen.Core.Plugins;
using Misgen.Core.Store;
using Misgen.Host.Engines;

namespace Misgen.Host.Tests.Engines;

public sealed class LocalEngineTests : JobEngineContract
{
    [Fact]
    public async Task Run_OneWorker_StartsTheLongestRemainingPathFirst()
    {
        // long: 5 s; short, then tail: 1 + 20 s; alone: 10 s.
        var tailInput = Lasting("short", 1);
        var observer = new RecordingObserver();

        await RunAsync(observer, 1, Lasting("long", 5), tailInput, Lasting("alone", 10), Lasting("tail", 20, tailInput));

        observer.Events.Where(what => what.StartsWith("started", StringComparison.Ordinal))
            .Should().Equal("started short", "started tail", "started alone", "started long");
    }

    // The first to get the GPU waits in vain for the second to run at the same time; the second finds that the first was there.
    [Fact]
    public async Task Run_JobsThatNeedTheGpu_RunOneAtATimeBesideTheOthers()
    {
        Job OnGpu(string name) => ScriptedKind.Job(name, Act.Meet) with { NeedsGpu = true, TimeLimit = TimeSpan.FromSeconds(0.5) };
        var (one, two, beside) = (OnGpu("one"), OnGpu("two"), ScriptedKind.Job("beside", Act.Compute));
        var observer = new RecordingObserver();

        var report = await RunAsync(observer, 2, one, two, beside);

        ((Job[])[one, two]).Select(job => report.Results[job.Id].Outcome).Should().BeEquivalentTo([JobOutcome.Failed, JobOutcome.Computed]);
        observer.Events.Take(3).Should().Contain("Computed beside");
    }

    // A real plugin that never returns: its own jobs fail, those of its other task and of everybody else do not.
    [Fact]
    public async Task Run_PluginThatNeverReturns_FailsItsOwnJobOnly()
    {
        var fixtures = typeof(LocalEngineTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Fixtures").Value!;
        var kind = new CurateOnly(PluginCatalog.Load([Path.Combine(fixtures, "Hanging")]));
        var (hanging, other) = (Curate("hanging/forever"), Curate("hanging/well-behaved"));
        var clock = Stopwatch.StartNew();

        var report = await RunAsync(new RecordingObserver(), 1, kind, default, hanging, other);

        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(15));
        report.Results[hanging.Id].Outcome.Should().Be(JobOutcome.Failed);
        report.Results[hanging.Id].Reason.Should().Be(
            "not finished after its time limit of 0.5 s: the plugin hangs or is too slow (pluginTimeLimitSeconds of the profile)");
        report.Results[other.Id].Outcome.Should().Be(JobOutcome.Computed);
    }

    protected override IJobEngine Engine(JobRunner runner, int workers) => new LocalEngine(runner, workers);

    private static Job Lasting(string name, double seconds, params Job[] inputs) =>
        ScriptedKind.Job(name, Act.Compute, inputs) with { ExpectedTime = TimeSpan.FromSeconds(seconds) };

    private static Job Curate(string task) =>
        new("curate", 1, new JsonObject { ["task"] = task }, []) { Label = task, TimeLimit = TimeSpan.FromSeconds(0.5) };

    private sealed class CurateOnly(PluginCatalog catalog) : IJobKind
    {
        public string Name => "curate";

        public int Revision => 1;

        public void Run(JobContext context)
        {
            var entry = catalog.Find(context.Job.Spec["task"]!.GetValue<string>())!;
            var trajectories = TrajectoryGeneration.Curate(entry, 0, "demonstrations", 10, 1, context.Cancellation);
            context.Output.WriteTensors("demonstrations.safetensors", StoredTensor.Of("demonstrations", trajectories, 10, 8, 2));
        }
    }
}
