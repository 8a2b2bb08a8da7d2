using System.Text.Json.Nodes;
using Misgen.Core.Jobs;
using Misgen.Core.Store;
using Misgen.Core.Tests.Store;
using static Misgen.Core.Tests.Jobs.TestJobs;

namespace Misgen.Core.Tests.Jobs;

public sealed class JobRunnerTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);
    private readonly StoreFolder _folder = new();
    private readonly Kind _kind = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_NewJob_ComputesItAndRecordsItsProvenance()
    {
        var parent = Job("parent");
        var child = Job("child", parent);
        var runner = Runner(new SteppingClock(Noon, TimeSpan.FromSeconds(1.5)));
        runner.Run(parent, new Silent(), default);

        var outcome = runner.Run(child, new Silent(), default);

        outcome.Should().Be(JobOutcome.Computed);
        var artifact = _folder.Open().Open(child.Id);
        artifact.Result().ToJsonString().Should().Be("""{"reads":"parent"}""");
        var provenance = artifact.Provenance;
        provenance["machine"]!.GetValue<string>().Should().Be("test");
        provenance["started"]!.GetValue<string>().Should().Be("2026-01-02T12:00:03.0000000+00:00");
        provenance["ended"]!.GetValue<string>().Should().Be("2026-01-02T12:00:04.5000000+00:00");
        provenance["wallSeconds"]!.GetValue<double>().Should().Be(1.5);
        provenance["cpuSeconds"]!.GetValue<double>().Should().BeInRange(0, 10);
        provenance["inputDigests"]!["input 0"]!.GetValue<string>().Should().Be(_folder.Open().Open(parent.Id).Digest);
    }

    [Fact]
    public void Run_InputsInAnotherStore_LeavesThatAsItIs()
    {
        using var scratch = new StoreFolder();
        var (parent, child) = (Job("parent"), Job("child", Job("parent")));
        Runner().Run(parent, new Silent(), default);
        Runner().Run(child, new Silent(), default);

        var again = new JobRunner(scratch.Open(), Kinds(), () => new JsonObject(), TimeProvider.System, source: _folder.Open()).Run(child, new Silent(), default);

        again.Should().Be(JobOutcome.Computed);
        scratch.Open().List().Should().Equal(child.Id);
        scratch.Open().Open(child.Id).Digest.Should().Be(_folder.Open().Open(child.Id).Digest);
        scratch.Open().Open(child.Id).FileDigests.Should().BeEquivalentTo(_folder.Open().Open(child.Id).FileDigests);
        _kind.Ran.Should().Equal("parent", "child", "child");
    }

    [Fact]
    public void Run_FinishedJob_IsNotComputedAgain()
    {
        Runner().Run(Job("a"), new Silent(), default);

        Runner().Run(Job("a"), new Silent(), default).Should().Be(JobOutcome.Present);

        _kind.Ran.Should().Equal("a");
    }

    [Fact]
    public async Task Run_JobThatAnotherProcessComputes_WaitsForItsArtifact()
    {
        var job = Job("a");
        var other = _folder.Open();
        var held = other.TryLock(job.Id)!;
        var waiting = Task.Run(() => Runner().Run(job, new Silent(), default));
        await Task.Delay(300);
        waiting.IsCompleted.Should().BeFalse("another process holds the job's lock");

        StoreFolder.Commit(other, job, new JsonObject { ["by"] = "the other" });
        held.Dispose();

        (await waiting).Should().Be(JobOutcome.Present);
        _kind.Ran.Should().BeEmpty();
    }

    [Fact]
    public void Run_CancelledWhileAnotherProcessComputesIt_Throws()
    {
        using var held = _folder.Open().TryLock(Job("a").Id);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var run = () => Runner().Run(Job("a"), new Silent(), cancellation.Token);

        run.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Run_CancelledJobThatFinishesNevertheless_IsNotCommitted()
    {
        using var cancellation = new CancellationTokenSource();
        _kind.WhileRunning = cancellation.Cancel;

        var run = () => Runner().Run(Job("a"), new Silent(), cancellation.Token);

        run.Should().Throw<OperationCanceledException>();
        _folder.Open().Check(Job("a").Id).Exists.Should().BeFalse();
        _folder.TemporaryEntries().Should().BeEmpty();
    }

    [Fact]
    public void Run_FailingJob_LeavesNothingBehind()
    {
        _kind.WhileRunning = () => throw new InvalidOperationException("no");

        var run = () => Runner().Run(Job("a"), new Silent(), default);

        run.Should().Throw<InvalidOperationException>();
        _folder.Open().Check(Job("a").Id).Should().Be(new ArtifactState(false, null));
        _folder.TemporaryEntries().Should().BeEmpty();
        using var free = _folder.Open().TryLock(Job("a").Id);
        free.Should().NotBeNull("a failed job lets go of its lock");
    }

    private JobRunner Runner(TimeProvider? clock = null) => new(
        _folder.Open(), Kinds(), () => new JsonObject { ["machine"] = "test" }, clock ?? TimeProvider.System);

    private Dictionary<string, IJobKind> Kinds() => new() { ["test"] = _kind };

    private sealed class Kind : IJobKind
    {
        public List<string> Ran { get; } = [];

        public Action WhileRunning { get; set; } = () => { };

        public string Name => "test";

        public int Revision => 1;

        public void Run(JobContext context)
        {
            Ran.Add(context.Job.Label);
            context.Output.WriteResult(new JsonObject { ["reads"] = context.InputNames.Any() ? "parent" : null });
            WhileRunning();
        }
    }

    private sealed class SteppingClock(DateTimeOffset start, TimeSpan step) : TimeProvider
    {
        private int _calls;

        public override DateTimeOffset GetUtcNow() => start + (step * _calls++);
    }

    private sealed class Silent : IJobObserver
    {
        public void Started(Job job)
        {
        }

        public void Progressed(Job job, double share)
        {
        }

        public void Ended(Job job, JobResult result)
        {
        }

        public void Warned(string message)
        {
        }
    }
}
