using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Misgen.Core.Jobs;
using Misgen.Core.Json;

namespace Misgen.Core.Store;

/// <summary>What the store holds of a job.</summary>
/// <param name="Exists">Whether there is a whole artifact.</param>
/// <param name="Damage">What is wrong with it; null where it is whole or absent.</param>
public readonly record struct ArtifactState(bool Exists, string? Damage);

/// <summary>
/// A directory with one folder per finished job. Several processes, on several machines, may share it: artifacts are written to a
/// temporary folder, flushed and renamed; a lock per job id keeps work from being done twice.
/// <code>
/// objects/ab/abcd…/artifact.json and files   finished jobs
/// temporary/                                 jobs in the making, each with a lock file of its owner
/// locks/                                     a lock per job id
/// quarantine/                                damaged artifacts
/// </code>
/// </summary>
public sealed partial class ArtifactStore
{
    private const string ArtifactFile = "artifact.json";
    private readonly ConcurrentDictionary<JobId, Artifact> _verified = new();
    private int _writable;

    /// <summary>Names a store; nothing is touched yet.</summary>
    /// <param name="root">Its directory.</param>
    public ArtifactStore(string root) => Root = Path.GetFullPath(root);

    /// <summary>Its directory.</summary>
    public string Root { get; }

    private string Objects => Path.Combine(Root, "objects");

    private string Temporary => Path.Combine(Root, "temporary");

    private string Locks => Path.Combine(Root, "locks");

    private string QuarantineFolder => Path.Combine(Root, "quarantine");

    /// <summary>
    /// Makes the store ready for writing: creates its folders, finds out whether it can be written, and removes what processes that
    /// are gone left half done.
    /// </summary>
    /// <exception cref="StoreException">It cannot be written.</exception>
    public void Prepare() => StoreException.Guard(Root, () =>
    {
        foreach (var folder in (string[])[Temporary, Locks, Objects])
            Directory.CreateDirectory(folder);
        using (var probe = OwnLock(Path.Combine(Temporary, "probe")))
            File.Delete(probe.Name);
        foreach (var owner in Directory.EnumerateFiles(Temporary, "*.lock"))
            Reclaim(owner);
        Interlocked.Exchange(ref _writable, 1);
    });

    /// <summary>Looks a job's artifact up and verifies it, once per process.</summary>
    /// <param name="id">The job.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public ArtifactState Check(JobId id)
    {
        if (_verified.ContainsKey(id))
            return new ArtifactState(true, null);
        var folder = FolderOf(id);
        if (!Directory.Exists(folder))
            return new ArtifactState(false, null);
        ArtifactState state = default;
        StoreException.Guard(Root, () => state = Examine(id, folder));
        return state;
    }

    /// <summary>Opens a finished job's artifact.</summary>
    /// <param name="id">The job.</param>
    /// <exception cref="StoreException">It is absent or damaged.</exception>
    public Artifact Open(JobId id)
    {
        var state = Check(id);
        return state.Exists
            ? _verified[id]
            : throw new StoreException($"artifact {id.Short} is {(state.Damage is null ? "not" : "damaged")} in the store at {Root}: run the same command again");
    }

    /// <summary>Moves a damaged artifact out of the way.</summary>
    /// <param name="id">The job.</param>
    /// <returns>Where it is now.</returns>
    public string Quarantine(JobId id)
    {
        var place = Path.Combine(QuarantineFolder, $"{id.Hex}-{Guid.NewGuid():N}"[..72]);
        StoreException.Guard(Root, () =>
        {
            Directory.CreateDirectory(QuarantineFolder);
            try
            {
                Directory.Move(FolderOf(id), place);
            }
            catch (DirectoryNotFoundException)
            {
                // Another process was faster.
            }
        });
        _verified.TryRemove(id, out _);
        return place;
    }

    /// <summary>Takes the lock of a job id, if nobody on any machine holds it. A process that dies lets go of it.</summary>
    /// <param name="id">The job.</param>
    /// <returns>The lock, or null.</returns>
    public ArtifactLock? TryLock(JobId id)
    {
        EnsureWritable();
        FileStream? stream = null;
        StoreException.Guard(Root, () => stream = OpenLock(Path.Combine(Locks, id.Hex)));
        return stream is null ? null : new ArtifactLock(stream);
    }

    /// <summary>Begins an artifact.</summary>
    /// <param name="job">Its job.</param>
    public ArtifactWriter Begin(Job job)
    {
        ArgumentNullException.ThrowIfNull(job);
        EnsureWritable();
        ArtifactWriter? writer = null;
        StoreException.Guard(Root, () =>
        {
            var owner = OwnLock(Path.Combine(Temporary, job.Id.Short));
            var folder = owner.Name[..^".lock".Length];
            Directory.CreateDirectory(folder);
            writer = new ArtifactWriter(job, folder, owner);
        });
        return writer!;
    }

    /// <summary>Makes a written artifact part of the store, in one rename. Where another process was faster, its equal stays.</summary>
    /// <param name="writer">The artifact.</param>
    /// <param name="provenance">Who made it, where and when.</param>
    public void Commit(ArtifactWriter writer, JsonObject provenance)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var target = FolderOf(writer.Job.Id);
        StoreException.Guard(Root, () =>
        {
            Durable.Replace(Path.Combine(writer.Folder, ArtifactFile), CanonicalJson.ToBytes(writer.Seal(provenance)));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            try
            {
                Directory.Move(writer.Folder, target);
            }
            catch (IOException) when (File.Exists(Path.Combine(target, ArtifactFile)))
            {
                return;
            }

            Durable.FlushFolder(Path.GetDirectoryName(target)!);
        });
    }

    private string FolderOf(JobId id) => Path.Combine(Objects, id.Hex[..2], id.Hex);

    private void EnsureWritable()
    {
        if (Volatile.Read(ref _writable) == 0)
            Prepare();
    }

    private ArtifactState Examine(JobId id, string folder)
    {
        try
        {
            _verified[id] = Verify(id, folder);
            return new ArtifactState(true, null);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            return new ArtifactState(false, exception is InvalidDataException ? exception.Message : $"{ArtifactFile} is unreadable");
        }
        catch (DirectoryNotFoundException)
        {
            // Another process has just set it aside.
            return new ArtifactState(false, null);
        }
    }

    private static bool IsDamage(Exception exception) => exception is InvalidDataException or JsonException or FileNotFoundException
        or ArgumentException or InvalidOperationException or NullReferenceException or FormatException;

    private static JsonObject ReadDocument(JobId id, string folder)
    {
        var document = JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, ArtifactFile)))!.AsObject();
        return document["seal"]?.GetValue<string>() == ArtifactDigest.SealOf(document) && document["id"]!.GetValue<string>() == id.Hex
            ? document
            : throw new InvalidDataException($"{ArtifactFile} does not match its seal");
    }

    private static Artifact Verify(JobId id, string folder)
    {
        var document = ReadDocument(id, folder);
        foreach (var (name, value) in document["files"]!.AsObject())
        {
            using var stream = OpenExisting(Path.Combine(folder, name), name);
            if (stream.Length != value!["bytes"]!.GetValue<long>())
                throw new InvalidDataException($"{name} has {stream.Length} bytes, expected {value["bytes"]}");
            if (Convert.ToHexStringLower(SHA256.HashData(stream)) != value["sha256"]!.GetValue<string>())
                throw new InvalidDataException($"{name} does not match its digest");
        }

        return new Artifact(folder, document);
    }

    private static FileStream OpenExisting(string path, string name) =>
        File.Exists(path) ? File.OpenRead(path) : throw new InvalidDataException($"{name} is missing");

    private static void Reclaim(string ownerFile)
    {
        using var owner = OpenLock(ownerFile);
        if (owner is null)
            return;
        try
        {
            var folder = ownerFile[..^".lock".Length];
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            File.Delete(ownerFile);
        }
        catch (DirectoryNotFoundException)
        {
            // Its owner was alive after all and has just removed it.
        }
    }

    // A lock file of a new name. Between its creation and the lock, another process may take it for that of a dead one.
    private static FileStream OwnLock(string prefix)
    {
        while (true)
        {
            var owned = OpenLock($"{prefix}-{Guid.NewGuid():N}.lock");
            if (owned is not null && File.Exists(owned.Name))
                return owned;
            owned?.Dispose();
        }
    }

    // FileShare.None is an exclusive advisory lock (flock) on Unix; the kernel lets go of it when the process dies.
    private static FileStream? OpenLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException exception) when (IsSharingViolation(exception))
        {
            return null;
        }
    }

    // .NET reports a held flock as EWOULDBLOCK (11) on Linux, 35 on macOS and a sharing violation (32) on Windows.
    private static bool IsSharingViolation(IOException exception) => (exception.HResult & 0xFFFF) is 11 or 35 or 32;
}

/// <summary>The lock of a job id.</summary>
public sealed class ArtifactLock : IDisposable
{
    private readonly FileStream _stream;

    internal ArtifactLock(FileStream stream) => _stream = stream;

    /// <summary>Lets go of it.</summary>
    public void Dispose() => _stream.Dispose();
}
