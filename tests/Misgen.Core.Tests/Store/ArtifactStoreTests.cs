using System.Text.Json.Nodes;
using Misgen.Core.Store;
using static Misgen.Core.Tests.Jobs.TestJobs;

namespace Misgen.Core.Tests.Store;

public sealed class ArtifactStoreTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Check_EmptyStore_TouchesNothing()
    {
        _folder.Open().Check(Job("a").Id).Should().Be(new ArtifactState(false, null));

        Directory.Exists(_folder.Root).Should().BeFalse();
    }

    [Fact]
    public void Commit_Artifact_IsFoundByOtherProcesses()
    {
        var job = Job("a");
        StoreFolder.Commit(_folder.Open(), job, new JsonObject { ["host"] = "here" }, value: 7);

        var store = _folder.Open();

        store.Check(job.Id).Should().Be(new ArtifactState(true, null));
        var artifact = store.Open(job.Id);
        artifact.Result().ToJsonString().Should().Be("""{"value":7}""");
        artifact.Tensors("data.safetensors")["x"].ToFloats().Should().Equal(7, 2, 3);
        artifact.Provenance["host"]!.GetValue<string>().Should().Be("here");
        artifact.Digest.Should().MatchRegex("^[0-9a-f]{64}$");
        _folder.TemporaryEntries().Should().BeEmpty();
    }

    [Fact]
    public void Commit_Artifact_RecordsItsJob()
    {
        var job = Job("child", Job("parent"));
        StoreFolder.Commit(_folder.Open(), job);

        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder.FolderOf(job), "artifact.json")))!;

        document["id"]!.GetValue<string>().Should().Be(job.Id.Hex);
        document["label"]!.GetValue<string>().Should().Be("child");
        JsonNode.DeepEquals(document["job"], job.Identity()).Should().BeTrue();
        document["files"]!["result.json"]!["bytes"]!.GetValue<int>().Should().Be("""{"value":1}""".Length);
        document["files"]!["result.json"]!["sha256"]!.GetValue<string>().Should().Be(
            "48208f9428d64634bd8e28ff345bf0eab60d53c18fa2fbdb0b9bc1e84df2b5f6", "that is what sha256sum says of {\"value\":1}");
    }

    [Fact]
    public void Digest_SameFilesElsewhereByOthers_IsTheSame()
    {
        using var elsewhere = new StoreFolder();
        StoreFolder.Commit(_folder.Open(), Job("a"), new JsonObject { ["host"] = "here" });
        StoreFolder.Commit(elsewhere.Open(), Job("a") with { Label = "renamed" }, new JsonObject { ["host"] = "there" });
        StoreFolder.Commit(_folder.Open(), Job("b"));

        var digest = _folder.Open().Open(Job("a").Id).Digest;

        elsewhere.Open().Open(Job("a").Id).Digest.Should().Be(digest);
        _folder.Open().Open(Job("b").Id).Digest.Should().NotBe(digest, "its job is another");
    }

    [Fact]
    public void Digest_OtherFileContent_IsAnother()
    {
        using var elsewhere = new StoreFolder();
        StoreFolder.Commit(_folder.Open(), Job("a"), value: 1);
        StoreFolder.Commit(elsewhere.Open(), Job("a"), value: 1.0000001f);

        elsewhere.Open().Open(Job("a").Id).Digest.Should().NotBe(_folder.Open().Open(Job("a").Id).Digest);
    }

    // 'b' and 'c' differ in the lowest bit: one flip makes two members of one name.
    [Theory]
    [InlineData("artifact.json", 0x01)]
    [InlineData("artifact.json", 0x02)]
    [InlineData("artifact.json", 0x80)]
    [InlineData("result.json", 0x01)]
    [InlineData("data.safetensors", 0x01)]
    [InlineData("data.safetensors", 0x80)]
    public void Check_FlippedBitInAnyByte_FindsTheDamage(string file, byte flip)
    {
        var job = Job("a");
        StoreFolder.Commit(_folder.Open(), job, new JsonObject { ["b"] = 1, ["c"] = 2 });
        var path = Path.Combine(_folder.FolderOf(job), file);
        var bytes = File.ReadAllBytes(path);

        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= flip;
            File.WriteAllBytes(path, bytes);
            var state = _folder.Open().Check(job.Id);
            state.Exists.Should().BeFalse($"byte {i} of {bytes.Length} is flipped");
            state.Damage.Should().Contain(file);
            bytes[i] ^= flip;
        }

        File.WriteAllBytes(path, bytes);
        _folder.Open().Check(job.Id).Exists.Should().BeTrue();
    }

    [Theory]
    [InlineData("artifact.json", "artifact.json is unreadable")]
    [InlineData("result.json", "result.json is missing")]
    [InlineData("data.safetensors", "data.safetensors is missing")]
    public void Check_MissingFile_FindsTheDamage(string file, string damage)
    {
        StoreFolder.Commit(_folder.Open(), Job("a"));
        File.Delete(Path.Combine(_folder.FolderOf(Job("a")), file));

        _folder.Open().Check(Job("a").Id).Should().Be(new ArtifactState(false, damage));
    }

    [Theory]
    [InlineData("artifact.json", 0, "artifact.json is unreadable")]
    [InlineData("artifact.json", 100, "artifact.json is unreadable")]
    [InlineData("result.json", 3, "result.json has 3 bytes, expected 11")]
    public void Check_TruncatedFile_FindsTheDamage(string file, int length, string damage)
    {
        StoreFolder.Commit(_folder.Open(), Job("a"));
        using (var stream = File.OpenWrite(Path.Combine(_folder.FolderOf(Job("a")), file)))
            stream.SetLength(length);

        _folder.Open().Check(Job("a").Id).Should().Be(new ArtifactState(false, damage));
    }

    [Fact]
    public void Check_ArtifactUnderTheIdOfAnother_FindsTheDamage()
    {
        StoreFolder.Commit(_folder.Open(), Job("a"));
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.FolderOf(Job("b")))!);
        Directory.Move(_folder.FolderOf(Job("a")), _folder.FolderOf(Job("b")));

        _folder.Open().Check(Job("b").Id).Should().Be(new ArtifactState(false, "artifact.json does not match its seal"));
    }

    [Fact]
    public void Open_AbsentOrDamagedArtifact_SaysWhichAndWhatToDo()
    {
        StoreFolder.Commit(_folder.Open(), Job("damaged"));
        File.AppendAllText(Path.Combine(_folder.FolderOf(Job("damaged")), "result.json"), " ");
        var open = (string name) => () => _folder.Open().Open(Job(name).Id);

        open("absent").Should().Throw<StoreException>()
            .WithMessage($"artifact {Job("absent").Id.Short} is not in the store at {_folder.Root}: run the same command again");
        open("damaged").Should().Throw<StoreException>()
            .WithMessage($"artifact {Job("damaged").Id.Short} is damaged in the store at {_folder.Root}: run the same command again");
    }

    [Fact]
    public void Quarantine_DamagedArtifact_KeepsItAside()
    {
        var job = Job("a");
        StoreFolder.Commit(_folder.Open(), job);
        File.WriteAllText(Path.Combine(_folder.FolderOf(job), "result.json"), "damage");
        var store = _folder.Open();

        var place = store.Quarantine(job.Id);

        store.Check(job.Id).Should().Be(new ArtifactState(false, null));
        Path.GetDirectoryName(place).Should().Be(Path.Combine(_folder.Root, "quarantine"));
        File.ReadAllText(Path.Combine(place, "result.json")).Should().Be("damage");
    }

    [Fact]
    public void Quarantine_ArtifactDamagedTwice_KeepsBoth()
    {
        var (job, store) = (Job("a"), _folder.Open());
        StoreFolder.Commit(store, job);
        var first = store.Quarantine(job.Id);
        StoreFolder.Commit(store, job);

        var second = store.Quarantine(job.Id);

        Directory.GetDirectories(Path.Combine(_folder.Root, "quarantine")).Should().BeEquivalentTo(first, second);
        store.Check(job.Id).Exists.Should().BeFalse();
    }

    [Fact]
    public void Quarantine_ArtifactThatAnotherProcessSetAside_DoesNothing()
    {
        _folder.Open().Prepare();

        var quarantine = () => _folder.Open().Quarantine(Job("a").Id);

        quarantine.Should().NotThrow();
    }

    [Fact]
    public void Commit_JobThatAnotherProcessCommitted_KeepsTheFirst()
    {
        var (slow, fast, job) = (_folder.Open(), _folder.Open(), Job("a"));
        using (var writer = slow.Begin(job))
        {
            writer.WriteResult(new JsonObject { ["value"] = 1 });
            StoreFolder.Commit(fast, job, new JsonObject { ["by"] = "the fast one" });
            slow.Commit(writer, new JsonObject { ["by"] = "the slow one" });
        }

        slow.Open(job.Id).Provenance["by"]!.GetValue<string>().Should().Be("the fast one");
        _folder.TemporaryEntries().Should().BeEmpty();
    }

    [Fact]
    public void Begin_DisposedWithoutCommit_LeavesNothing()
    {
        var store = _folder.Open();
        using (var writer = store.Begin(Job("a")))
        {
            writer.WriteResult(new JsonObject());
            _folder.TemporaryEntries().Should().HaveCount(2, "there is a folder and the lock of its owner");
        }

        store.Check(Job("a").Id).Exists.Should().BeFalse();
        _folder.TemporaryEntries().Should().BeEmpty();
    }

    [Theory]
    [InlineData("result.json")]
    [InlineData("../result.json")]
    [InlineData("folder/file")]
    public void WriteFile_NameThatIsTakenOrNotPlain_Throws(string name)
    {
        using var writer = _folder.Open().Begin(Job("a"));
        writer.WriteResult(new JsonObject());

        var write = () => writer.WriteFile(name, "x"u8.ToArray());

        write.Should().Throw<ArgumentException>().WithMessage($"'{name}' is not the plain name of a new file.*");
    }
}
