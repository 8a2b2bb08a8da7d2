using System.Diagnostics;
using Misgen.Core.Store;
using static Misgen.Core.Tests.Jobs.TestJobs;

namespace Misgen.Core.Tests.Store;

/// <summary>Several processes in one store: each is an <see cref="ArtifactStore"/> of its own, whose locks are those of the kernel.</summary>
public sealed class SharedStoreTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TryLock_HeldByAnotherProcess_IsRefusedUntilItLetsGo()
    {
        var (one, other) = (_folder.Open(), _folder.Open());
        using (one.TryLock(Job("a").Id))
        {
            other.TryLock(Job("a").Id).Should().BeNull();
            one.TryLock(Job("a").Id).Should().BeNull("it is not reentrant");
            using var free = other.TryLock(Job("b").Id);
            free.Should().NotBeNull();
        }

        using var now = other.TryLock(Job("a").Id);
        now.Should().NotBeNull();
    }

    [SkippableFact]
    public async Task TryLock_HeldByAProcessThatIsKilled_IsFree()
    {
        Skip.IfNot(File.Exists("/usr/bin/flock"), "there is no flock command (util-linux)");
        var store = _folder.Open();
        store.TryLock(Job("a").Id)!.Dispose();
        var path = Path.Combine(_folder.Root, "locks", Job("a").Id.Hex);
        using var other = Process.Start(new ProcessStartInfo("/usr/bin/flock", ["--no-fork", path, "sh", "-c", "echo locked; exec sleep 60"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        (await other.StandardOutput.ReadLineAsync()).Should().Be("locked");
        store.TryLock(Job("a").Id).Should().BeNull();

        other.Kill();
        await other.WaitForExitAsync();

        using var free = store.TryLock(Job("a").Id);
        free.Should().NotBeNull();
    }

    [Fact]
    public void Prepare_LeftoversOfADeadProcess_AreRemoved()
    {
        _folder.Open().Prepare();
        var leftover = Path.Combine(_folder.Root, "temporary", "0123456789ab-dead");
        Directory.CreateDirectory(leftover);
        File.WriteAllText(Path.Combine(leftover, "weights.safetensors"), "half");
        File.WriteAllText(leftover + ".lock", string.Empty);

        _folder.Open().Prepare();

        _folder.TemporaryEntries().Should().BeEmpty();
    }

    [Fact]
    public void Prepare_WorkOfALiveProcess_IsLeftAlone()
    {
        var (busy, job) = (_folder.Open(), Job("a"));
        using (var writer = busy.Begin(job))
        {
            writer.WriteResult([]);

            _folder.Open().Prepare();

            _folder.TemporaryEntries().Should().HaveCount(2);
            busy.Commit(writer, []);
        }

        _folder.Open().Check(job.Id).Exists.Should().BeTrue();
        _folder.TemporaryEntries().Should().BeEmpty();
    }

    // Every process cleans up while the others begin and end their work.
    [Fact]
    public void Begin_WhileOthersPrepareTheStore_IsNotDisturbed()
    {
        var work = () => Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, process =>
        {
            for (var i = 0; i < 25; i++)
            {
                var store = _folder.Open();
                store.Prepare();
                StoreFolder.Commit(store, Job($"{process}/{i}"));
                store.Begin(Job("given up")).Dispose();
            }
        });

        work.Should().NotThrow();

        var seen = _folder.Open();
        for (var process = 0; process < 8; process++)
        {
            for (var i = 0; i < 25; i++)
                seen.Check(Job($"{process}/{i}").Id).Should().Be(new ArtifactState(true, null));
        }

        _folder.TemporaryEntries().Should().BeEmpty();
    }
}
