using System.Text.Json.Nodes;
using Misgen.Core.Store;
using static Misgen.Core.Tests.Jobs.TestJobs;

namespace Misgen.Core.Tests.Store;

public sealed class StoreContentsTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_NoStore_IsEmptyAndMakesNone()
    {
        var store = _folder.Open();

        store.Exists.Should().BeFalse();
        store.List().Should().BeEmpty();
        store.Leftovers().Should().BeEmpty();
        store.Quarantined().Should().BeEmpty();
        store.Locked().Should().BeEmpty();
        Directory.Exists(_folder.Root).Should().BeFalse();
    }

    [Fact]
    public void List_Artifacts_AreAllOfThemInTheOrderOfTheirIds()
    {
        var jobs = Enumerable.Range(0, 9).Select(number => Job($"{number}")).ToArray();
        foreach (var job in jobs)
            StoreFolder.Commit(_folder.Open(), job);
        Directory.CreateDirectory(Path.Combine(_folder.Root, "objects", "ab", "no artifact"));

        var ids = _folder.Open().List();

        ids.Select(id => id.Hex).Should().Equal(jobs.Select(job => job.Id.Hex).Order(StringComparer.Ordinal));
        _folder.Open().Exists.Should().BeTrue();
    }

    [Fact]
    public void Read_Artifact_IsItsJobWithSizeAndProvenance()
    {
        var job = Job("child", Job("parent"), Job("other parent"));
        StoreFolder.Commit(_folder.Open(), job, new JsonObject { ["ended"] = "2026-01-02T12:00:00Z", ["wallSeconds"] = 2.5 });

        var record = _folder.Open().Read(job.Id)!;

        record.Job.Id.Should().Be(job.Id);
        record.Job.Label.Should().Be("child");
        record.Job.Inputs.Should().Equal(job.Inputs);
        record.Bytes.Should().Be(new DirectoryInfo(_folder.FolderOf(job)).EnumerateFiles().Sum(file => file.Length));
        record.Ended.Should().Be("2026-01-02T12:00:00Z");
        record.Wall.Should().Be(TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public void Read_AbsentArtifactOrDamagedDocument_IsNull()
    {
        StoreFolder.Commit(_folder.Open(), Job("damaged"));
        File.AppendAllText(Path.Combine(_folder.FolderOf(Job("damaged")), "artifact.json"), "}");

        _folder.Open().Read(Job("damaged").Id).Should().BeNull();
        _folder.Open().Read(Job("absent").Id).Should().BeNull();
        _folder.Open().List().Should().Equal(Job("damaged").Id);
    }

    [Fact]
    public void TryRemove_Artifact_IsGone()
    {
        var store = _folder.Open();
        StoreFolder.Commit(store, Job("a"));
        StoreFolder.Commit(store, Job("b"));
        store.Check(Job("a").Id).Exists.Should().BeTrue();

        store.TryRemove(Job("a").Id).Should().BeTrue();

        store.Check(Job("a").Id).Should().Be(new ArtifactState(false, null));
        store.List().Should().Equal(Job("b").Id);
        _folder.TemporaryEntries().Should().BeEmpty();
        store.TryRemove(Job("a").Id).Should().BeTrue("it is gone already");
    }

    [Fact]
    public void TryRemove_JobThatAnotherProcessWorksOn_IsRefused()
    {
        StoreFolder.Commit(_folder.Open(), Job("a"));
        using (_folder.Open().TryLock(Job("a").Id))
        {
            _folder.Open().TryRemove(Job("a").Id).Should().BeFalse();
            _folder.Open().Locked().Should().Equal(Job("a").Id);
        }

        _folder.Open().Check(Job("a").Id).Exists.Should().BeTrue();
        _folder.Open().Locked().Should().BeEmpty("the lock's file stays, nobody holds it");
    }

    [Fact]
    public void Leftovers_OfDeadAndLiveProcesses_AreThoseOfTheDead()
    {
        using var writer = _folder.Open().Begin(Job("in the making"));
        var dead = Path.Combine(_folder.Root, "temporary", "0123456789ab-dead");
        Directory.CreateDirectory(dead);
        File.WriteAllText(Path.Combine(dead, "weights.safetensors"), "half");
        File.WriteAllText(dead + ".lock", "");

        _folder.Open().Leftovers().Should().Equal(new StoreRemains(dead, 4));

        Directory.Exists(dead).Should().BeTrue("looking removes nothing");
    }

    [Fact]
    public void Remove_QuarantinedArtifact_IsGone()
    {
        var store = _folder.Open();
        StoreFolder.Commit(store, Job("a"));
        var place = store.Quarantine(Job("a").Id);

        var quarantined = store.Quarantined().Should().ContainSingle().Subject;
        store.Remove(quarantined);

        quarantined.Folder.Should().Be(place);
        quarantined.Bytes.Should().BePositive();
        store.Quarantined().Should().BeEmpty();
        _folder.TemporaryEntries().Should().BeEmpty();
    }
}
