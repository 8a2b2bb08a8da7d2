using System.Diagnostics;
using System.Text.Json.Nodes;
using Misgen.Core.Store;
using static Misgen.Core.Tests.Jobs.TestJobs;

namespace Misgen.Core.Tests.Store;

/// <summary>What users are told when the file system refuses.</summary>
public sealed class StoreFaultTests : IDisposable
{
    private const string NoSpace = "no space left for the artifact store at *: free some and run the same command again; finished jobs are kept";
    private readonly StoreFolder _folder = new();
    private string? _mounted;
    private string? _forbidden;

    public void Dispose()
    {
        if (_mounted is not null)
            Run("umount", _mounted);
        if (_forbidden is not null && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(_forbidden, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _folder.Dispose();
    }

    // /sys takes no new folders, not even from root.
    [SkippableFact]
    public void Prepare_WhereNobodyMayWrite_SaysSo()
    {
        Skip.IfNot(Directory.Exists("/sys/kernel"), "there is no /sys");

        var prepare = new ArtifactStore("/sys/misgen").Prepare;

        prepare.Should().Throw<StoreException>().WithMessage("no permission to write the artifact store at /sys/misgen: choose another with --store DIR");
    }

    [SkippableFact]
    public void Begin_FolderOfAnotherUser_SaysSo()
    {
        Skip.If(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "permissions do not bind this user");
        Forbid(_folder.Root);

        var begin = () => _folder.Open().Begin(Job("a"));

        begin.Should().Throw<StoreException>().WithMessage($"no permission to write the artifact store at {_folder.Root}: choose another with --store DIR");
    }

    [SkippableFact]
    public void Prepare_ReadOnlyFileSystem_SaysSo()
    {
        MountTmpfs("ro");

        var prepare = new ArtifactStore(Path.Combine(_mounted!, "store")).Prepare;

        prepare.Should().Throw<StoreException>()
            .WithMessage($"the artifact store at {_mounted}/store is on a read-only file system: choose another with --store DIR");
    }

    [Fact]
    public void Prepare_PathOfAFile_SaysSo()
    {
        File.WriteAllText(_folder.Root, "not a folder");

        var prepare = _folder.Open().Prepare;

        prepare.Should().Throw<StoreException>().WithMessage($"the artifact store at {_folder.Root} failed: *");
        File.Delete(_folder.Root);
    }

    [SkippableFact]
    public void WriteTensors_FullDisk_SaysSoAndKeepsWhatWasFinished()
    {
        MountTmpfs("size=256k");
        var store = new ArtifactStore(Path.Combine(_mounted!, "store"));
        StoreFolder.Commit(store, Job("finished"));
        var writer = store.Begin(Job("too big"));

        var write = () => writer.WriteTensors("weights.safetensors", StoredTensor.Of("x", new float[1 << 20], 1 << 20));

        write.Should().Throw<StoreException>().WithMessage(NoSpace);
        writer.Dispose();
        new ArtifactStore(store.Root).Check(Job("finished").Id).Exists.Should().BeTrue();
        Directory.GetFileSystemEntries(Path.Combine(store.Root, "temporary")).Should().BeEmpty();
    }

    // Needs no rights: what is written to /dev/full finds the disk full. The link stands where the artifact's last file is prepared.
    [SkippableFact]
    public void Commit_FullDisk_SaysSoAndLeavesNoHalfArtifact()
    {
        Skip.IfNot(File.Exists("/dev/full"), "there is no /dev/full");
        var store = _folder.Open();
        using (var writer = store.Begin(Job("a")))
        {
            writer.WriteResult(new JsonObject());
            var folder = Directory.GetDirectories(Path.Combine(_folder.Root, "temporary")).Single();
            File.CreateSymbolicLink(Path.Combine(folder, $"artifact.json.{Environment.ProcessId}.tmp"), "/dev/full");

            var commit = () => store.Commit(writer, []);

            commit.Should().Throw<StoreException>().WithMessage(NoSpace);
        }

        _folder.Open().Check(Job("a").Id).Should().Be(new ArtifactState(false, null));
        _folder.TemporaryEntries().Should().BeEmpty();
    }

    [SkippableFact]
    public void Check_ArtifactThatMayNotBeRead_SaysSo()
    {
        Skip.If(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "permissions do not bind this user");
        StoreFolder.Commit(_folder.Open(), Job("a"));
        Forbid(Path.Combine(_folder.FolderOf(Job("a")), "artifact.json"));

        var check = () => _folder.Open().Check(Job("a").Id);

        check.Should().Throw<StoreException>();
    }

    private void Forbid(string path)
    {
        _forbidden = path;
        if (!Path.Exists(path))
            Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.None);
    }

    private void MountTmpfs(string options)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root can mount a small file system");
        var folder = Directory.CreateDirectory(_folder.Root).FullName;
        Skip.IfNot(Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder) == 0, "mount is not allowed here");
        _mounted = folder;
    }

    private static int Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
