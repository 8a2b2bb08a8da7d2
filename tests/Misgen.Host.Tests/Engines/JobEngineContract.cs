using System.Diagnostics;
using System.Text.Json.Nodes;
using Misgen.Core.Jobs;
using Misgen.Core.Store;
using static Misgen.Host.Tests.Engines.Act;
using static Misgen.Host.Tests.Engines.ScriptedKind;

namespace Misgen.Host.Tests.Engines;

/// <summary>What every engine promises. An engine's tests derive from it and say how the engine is made.</summary>
public abstract class JobEngineContract : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("misgen-engine-").FullName;

    /// <summary>Makes the engine.</summary>
    /// <param name="runner">Runs single jobs against a store.</param>
    /// <param name="workers">How many jobs at once.</param>
    protected abstract IJobEngine Engine(JobRunner runner, int workers);

    /// <summary>The jobs' function.</summary>
    protected ScriptedKind Kind => new(_folder);

    private string StoreRoot => Path.Combine(_folder, "store");

    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Run_Diamond_ComputesEveryJobAfterItsInputs()
    {
        var a = Job("a", Compute);
        var (b, c) = (Job("b", Compute, a), Job("c", Compute, a));
        var d = Job("d", Compute, b, c);
        var observer = new RecordingObserver();

        var report = await RunAsync(observer, a, b, c, d);

        report.Succeeded.Should().BeTrue();
        report.Count(JobOutcome.Computed).Should().Be(4);
        // 1; 1 + 1 twice; 1 + 2 + 2.
        Result(d).Should().Be(5);
        foreach (var (input, job) in (IEnumerable<(string, string)>)[("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")])
            observer.Events.Should().ContainInOrder($"Computed {input}", $"started {job}");
    }

    [Fact]
    public async Task Run_EmptyGraph_Succeeds()
    {
        var report = await RunAsync(new RecordingObserver());

        report.Succeeded.Should().BeTrue();
        report.Results.Should().BeEmpty();
    }

    [Fact]
    public async Task Run_JobThatAppearsSeveralTimes_ComputesItOnce()
    {
        var a = Job("a", Compute);

        var report = await RunAsync(new RecordingObserver(), a, Job("a", Compute), a with { Label = "a once more" }, Job("b", Compute, a), Job("c", Compute, Job("a", Compute)));

        report.Results.Should().HaveCount(3);
        Kind.Runs().Should().Equal(new Dictionary<string, int> { ["a"] = 1, ["b"] = 1, ["c"] = 1 });
    }

    [Fact]
    public async Task Run_JobThatReadsOneArtifactTwice_ComputesIt()
    {
        var a = Job("a", Compute);
        var twice = Job("twice", Compute, a, a);

        (await RunAsync(new RecordingObserver(), a, twice)).Succeeded.Should().BeTrue();

        Result(twice).Should().Be(3);
    }

    [Fact]
    public async Task Run_FailingJob_OthersFinishAndDependentsAreSkippedWithTheReason()
    {
        var bad = Job("bad", Fail);
        var child = Job("child", Compute, bad);
        var grandchild = Job("grandchild", Compute, child);
        var (good, after) = (Job("good", Compute), Job("after good", Compute, Job("good", Compute)));
        var mixed = Job("mixed", Compute, good, bad);

        var report = await RunAsync(new RecordingObserver(), bad, child, grandchild, good, after, mixed);

        report.Succeeded.Should().BeFalse();
        report.StoreFault.Should().BeNull();
        report.Results[bad.Id].Outcome.Should().Be(JobOutcome.Failed);
        report.Results[bad.Id].Reason.Should().Be("InvalidOperationException: bad cannot");
        foreach (var lost in (Job[])[child, grandchild, mixed])
            report.Results[lost.Id].Should().Be(new JobResult(JobOutcome.Skipped, "needs 'bad'"));
        foreach (var kept in (Job[])[good, after])
            report.Results[kept.Id].Outcome.Should().Be(JobOutcome.Computed);
        Kind.Runs().Keys.Should().BeEquivalentTo("bad", "good", "after");
        TemporaryEntries().Should().BeEmpty();
    }

    [Fact]
    public async Task Run_FailedJobOfAnEarlierRun_IsTriedAgain()
    {
        await RunAsync(new RecordingObserver(), Job("bad", Fail));

        await RunAsync(new RecordingObserver(), Job("bad", Fail));

        Kind.Runs()["bad"].Should().Be(2);
    }

    [Fact]
    public async Task Run_Jobs_TellsTheObserverEveryStepOnce()
    {
        Kind.Release();
        var first = Job("first", Wait);
        var (second, bad) = (Job("second", Compute, first), Job("bad", Fail, first));
        var lost = Job("lost", Compute, bad);
        await RunAsync(new RecordingObserver(), first);
        var observer = new RecordingObserver();

        await RunAsync(observer, first, second, bad, lost, Job("new", Wait));

        observer.Events.Should().BeEquivalentTo(
            "Present first", "started second", "Computed second", "started bad", "Failed bad", "Skipped lost", "started new", "new at 0.5", "Computed new");
        observer.Events.Should().ContainInOrder("Present first", "started second", "Computed second");
        observer.Events.Should().ContainInOrder("started bad", "Failed bad", "Skipped lost");
        observer.Events.Should().ContainInOrder("started new", "new at 0.5", "Computed new");
        observer.Warnings.Should().BeEmpty();
    }

    [Fact]
    public async Task Run_Cancelled_ThrowsKeepsWhatIsFinishedAndLeavesNothingElse()
    {
        var (quick, slow) = (Job("quick", Compute), Job("slow", Wait, Job("quick", Compute)));
        using var cancellation = new CancellationTokenSource();
        var observer = new RecordingObserver { Happened = what => Stop(what, cancellation) };

        var run = () => RunAsync(observer, cancellation.Token, quick, slow, Job("after slow", Compute, slow));

        await run.Should().ThrowAsync<OperationCanceledException>();
        var store = new ArtifactStore(StoreRoot);
        store.Check(quick.Id).Exists.Should().BeTrue();
        store.Check(slow.Id).Should().Be(new ArtifactState(false, null));
        TemporaryEntries().Should().BeEmpty();
        using var free = store.TryLock(slow.Id);
        free.Should().NotBeNull("a cancelled job lets go of its lock");
    }

    [Fact]
    public async Task Run_AfterAnInterruption_ComputesOnlyWhatIsMissing()
    {
        var quick = Job("quick", Compute);
        var slow = Job("slow", Wait, quick);
        var after = Job("after", Compute, slow);
        using var cancellation = new CancellationTokenSource();
        var interrupted = () => RunAsync(
            new RecordingObserver { Happened = what => Stop(what, cancellation) }, cancellation.Token, quick, slow, after);
        await interrupted.Should().ThrowAsync<OperationCanceledException>();
        Kind.Release();

        var report = await RunAsync(new RecordingObserver(), quick, slow, after);

        report.Results[quick.Id].Outcome.Should().Be(JobOutcome.Present);
        report.Results[slow.Id].Outcome.Should().Be(JobOutcome.Computed);
        report.Results[after.Id].Outcome.Should().Be(JobOutcome.Computed);
        Result(after).Should().Be(3);
        Kind.Runs().Should().Equal(new Dictionary<string, int> { ["quick"] = 1, ["slow"] = 2, ["after"] = 1 });
    }

    [Fact]
    public async Task Run_CancelledBeforeItBegins_RunsNothing()
    {
        var run = () => RunAsync(new RecordingObserver(), new CancellationToken(canceled: true), Job("a", Compute));

        await run.Should().ThrowAsync<OperationCanceledException>();
        Kind.Runs().Should().BeEmpty();
    }

    [Fact]
    public async Task Run_FinishedGraph_ComputesNothing()
    {
        var (a, b) = (Job("a", Compute), Job("b", Compute, Job("a", Compute)));
        await RunAsync(new RecordingObserver(), a, b);

        var report = await RunAsync(new RecordingObserver(), a, b);

        report.Succeeded.Should().BeTrue();
        report.Count(JobOutcome.Present).Should().Be(2);
        Kind.Runs().Values.Should().Equal(1, 1);
    }

    [Theory]
    [InlineData("artifact.json")]
    [InlineData("result.json")]
    [InlineData("data.safetensors")]
    public async Task Run_DamagedArtifact_IsSetAsideAndRecomputedToTheSameDigest(string file)
    {
        var (a, b) = (Job("a", Compute), Job("b", Compute, Job("a", Compute)));
        await RunAsync(new RecordingObserver(), a, b);
        var digest = Digest(a);
        var path = Path.Combine(StoreRoot, "objects", a.Id.Hex[..2], a.Id.Hex, file);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        var observer = new RecordingObserver();

        var report = await RunAsync(observer, a, b);

        report.Results[a.Id].Outcome.Should().Be(JobOutcome.Computed);
        report.Results[b.Id].Outcome.Should().Be(JobOutcome.Present);
        Digest(a).Should().Be(digest);
        observer.Warnings.Should().ContainSingle().Which.Should().Match(
            $"a: its artifact {a.Id.Short} was damaged ({file} *); set aside in {StoreRoot}/quarantine/*, recomputing");
        Directory.GetDirectories(Path.Combine(StoreRoot, "quarantine")).Should().ContainSingle();
    }

    [Theory]
    [InlineData(Hang)]
    [InlineData(Wait)]
    public async Task Run_JobPastItsTimeLimit_FailsAndTheOthersFinish(Act act)
    {
        var stuck = Job("stuck", act) with { TimeLimit = TimeSpan.FromSeconds(0.5) };
        var (child, other) = (Job("child", Compute, stuck), Job("other", Compute) with { TimeLimit = TimeSpan.FromSeconds(30) });
        var clock = Stopwatch.StartNew();

        var report = await RunAsync(new RecordingObserver(), stuck, child, other, Job("after other", Compute, other));

        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(15));
        report.Results[stuck.Id].Outcome.Should().Be(JobOutcome.Failed);
        report.Results[stuck.Id].Reason.Should().StartWith("not finished after its time limit of 0.5 s");
        report.Results[child.Id].Should().Be(new JobResult(JobOutcome.Skipped, "needs 'stuck'"));
        report.Count(JobOutcome.Computed).Should().Be(2);
        new ArtifactStore(StoreRoot).Check(stuck.Id).Exists.Should().BeFalse();
    }

    [Fact]
    public async Task Run_StoreFault_StopsTheRun()
    {
        var fault = Job("fault", FindTheStoreAtFault);
        var waiting = Job("waiting", Wait);
        var limited = Job("limited", Wait) with { TimeLimit = TimeSpan.FromMinutes(5) };

        var report = await RunAsync(new RecordingObserver(), workers: 3, Job("a", Compute), waiting, limited, fault, Job("child", Compute, fault));

        report.Succeeded.Should().BeFalse();
        report.StoreFault.Should().Be(Fault);
        report.Results[fault.Id].Outcome.Should().Be(JobOutcome.Failed);
        foreach (var stopped in (Job[])[waiting, limited])
            report.Results[stopped.Id].Should().Be(new JobResult(JobOutcome.Skipped, "the run was stopped"));
        report.Results.Should().HaveCount(5);
        TemporaryEntries().Should().BeEmpty();
    }

    [Fact]
    public async Task Run_OneWorkerOrFour_GivesTheSameDigests()
    {
        var jobs = new List<Job>();
        for (var i = 0; i < 20; i++)
            jobs.Add(Job($"{i}", Compute, [.. jobs.Where((_, j) => i % (j + 2) == 0)]));
        var digests = new List<string[]>();

        foreach (var workers in (int[])[1, 4])
        {
            (await RunAsync(new RecordingObserver(), workers, [.. jobs])).Count(JobOutcome.Computed).Should().Be(20);
            digests.Add([.. jobs.Select(Digest)]);
            Directory.Delete(StoreRoot, recursive: true);
        }

        digests[1].Should().Equal(digests[0]);
    }

    [Fact]
    public async Task Run_TwoWorkers_RunTwoJobsAtTheSameTime()
    {
        var report = await RunAsync(new RecordingObserver(), workers: 2, Job("one", Meet), Job("two", Meet));

        report.Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task Run_TwoEnginesOnOneStoreAtTheSameTime_ComputeEachJobOnce()
    {
        var jobs = new List<Job>();
        for (var i = 0; i < 12; i++)
            jobs.Add(Job($"{i}", Compute, [.. jobs.Skip(i - 2).Take(1)]));
        RecordingObserver[] observers = [new(), new()];

        var reports = await Task.WhenAll(observers.Select(observer => RunAsync(observer, [.. jobs])));

        reports.Should().OnlyContain(report => report.Succeeded);
        Kind.Runs().Values.Should().Equal(Enumerable.Repeat(1, 12));
        foreach (var job in jobs)
        {
            reports.Select(report => report.Results[job.Id].Outcome).Should()
                .BeEquivalentTo([JobOutcome.Computed, JobOutcome.Present], $"one engine computed '{job.Label}' and the other found it");
        }
    }

    /// <summary>Runs jobs on a store that this run sees for the first time.</summary>
    protected Task<RunReport> RunAsync(RecordingObserver observer, params Job[] jobs) => RunAsync(observer, 2, jobs);

    /// <summary>Runs jobs on a store that this run sees for the first time.</summary>
    protected Task<RunReport> RunAsync(RecordingObserver observer, int workers, params Job[] jobs) => RunAsync(observer, workers, Kind, default, jobs);

    /// <summary>Runs jobs on a store that this run sees for the first time.</summary>
    protected Task<RunReport> RunAsync(RecordingObserver observer, int workers, IJobKind kind, CancellationToken cancellation, params Job[] jobs)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(jobs);
        var graph = new JobGraph();
        foreach (var job in jobs)
            graph.Add(job);
        var runner = new JobRunner(
            new ArtifactStore(StoreRoot), new Dictionary<string, IJobKind> { [kind.Name] = kind }, () => new JsonObject(), TimeProvider.System);
        return Engine(runner, workers).RunAsync(graph, observer, cancellation);
    }

    private Task<RunReport> RunAsync(RecordingObserver observer, CancellationToken cancellation, params Job[] jobs) =>
        RunAsync(observer, 2, Kind, cancellation, jobs);

    private static void Stop(string what, CancellationTokenSource cancellation)
    {
        if (what == "slow at 0.5")
            cancellation.Cancel();
    }

    private int Result(Job job) => new ArtifactStore(StoreRoot).Open(job.Id).Result()["value"]!.GetValue<int>();

    private string Digest(Job job) => new ArtifactStore(StoreRoot).Open(job.Id).Digest;

    private string[] TemporaryEntries() => Directory.GetFileSystemEntries(Path.Combine(StoreRoot, "temporary"));
}
