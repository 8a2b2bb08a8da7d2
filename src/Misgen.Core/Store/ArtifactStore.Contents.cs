using Misgen.Core.Jobs;

namespace Misgen.Core.Store;

// What there is in the store, and how it is removed.
public sealed partial class ArtifactStore
{
    /// <summary>Whether there is a store.</summary>
    public bool Exists => Directory.Exists(Objects);

    /// <summary>The ids of all artifacts in order, damaged ones among them.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<JobId> List()
    {
        List<JobId> ids = [];
        StoreException.Guard(Root, () =>
        {
            if (!Exists)
                return;
            foreach (var folder in Directory.EnumerateDirectories(Objects).SelectMany(shelf => Directory.EnumerateDirectories(shelf)))
            {
                if (JobId.TryParse(Path.GetFileName(folder), out var id) && FolderOf(id) == folder)
                    ids.Add(id);
            }
        });
        return [.. ids.OrderBy(id => id.Hex, StringComparer.Ordinal)];
    }

    /// <summary>What an artifact says of itself, without reading its files; null where it is absent or its <c>artifact.json</c> damaged.</summary>
    /// <param name="id">The job.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public ArtifactRecord? Read(JobId id)
    {
        ArtifactRecord? record = null;
        StoreException.Guard(Root, () =>
        {
            var folder = FolderOf(id);
            try
            {
                var document = ReadDocument(id, folder);
                var files = document["files"]!.AsObject().Sum(file => file.Value!["bytes"]!.GetValue<long>());
                record = new ArtifactRecord(
                    Job.Of(document["job"]!.AsObject(), document["label"]!.GetValue<string>()),
                    files + new FileInfo(Path.Combine(folder, ArtifactFile)).Length, document["provenance"]!.AsObject());
            }
            catch (Exception exception) when (IsDamage(exception) || exception is DirectoryNotFoundException)
            {
                record = null;
            }
        });
        return record;
    }

    /// <summary>Folders in the making whose processes are gone. The next process that writes to the store removes them.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoreRemains> Leftovers() => Remains(
        Temporary, () => Directory.EnumerateFiles(Temporary, "*.lock").Where(owner => !IsHeld(owner)).Select(owner => owner[..^".lock".Length]).Where(Directory.Exists));

    /// <summary>Damaged artifacts that were set aside.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoreRemains> Quarantined() => Remains(QuarantineFolder, () => Directory.EnumerateDirectories(QuarantineFolder));

    /// <summary>The jobs whose locks processes hold, on this machine or another.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<JobId> Locked()
    {
        List<JobId> ids = [];
        StoreException.Guard(Root, () =>
        {
            if (!Directory.Exists(Locks))
                return;
            foreach (var path in Directory.EnumerateFiles(Locks))
            {
                if (JobId.TryParse(Path.GetFileName(path), out var id) && IsHeld(path))
                    ids.Add(id);
            }
        });
        return ids;
    }

    /// <summary>Removes an artifact, unless a process holds the lock of its job. A reader sees all of it or nothing.</summary>
    /// <param name="id">The job.</param>
    /// <returns>Whether it is gone.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool TryRemove(JobId id)
    {
        using var held = TryLock(id);
        if (held is null)
            return false;
        Discard(FolderOf(id));
        _verified.TryRemove(id, out _);
        return true;
    }

    /// <summary>Removes a damaged artifact that was set aside.</summary>
    /// <param name="quarantined">One of <see cref="Quarantined"/>.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void Remove(StoreRemains quarantined)
    {
        ArgumentNullException.ThrowIfNull(quarantined);
        EnsureWritable();
        Discard(quarantined.Folder);
    }

    // First out of sight, in one rename, under a lock of its own: what a process that dies here leaves is reclaimed as any other.
    private void Discard(string folder) => StoreException.Guard(Root, () =>
    {
        using var owner = OwnLock(Path.Combine(Temporary, "removed"));
        try
        {
            var place = owner.Name[..^".lock".Length];
            Directory.Move(folder, place);
            Directory.Delete(place, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another process was faster.
        }

        File.Delete(owner.Name);
    });

    private IReadOnlyList<StoreRemains> Remains(string parent, Func<IEnumerable<string>> folders)
    {
        IReadOnlyList<StoreRemains> remains = [];
        StoreException.Guard(Root, () =>
        {
            if (Directory.Exists(parent))
                remains = [.. folders().Order(StringComparer.Ordinal).Select(folder => new StoreRemains(folder, SizeOf(folder)))];
        });
        return remains;
    }

    private static long SizeOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        }
        catch (Exception exception) when (exception is DirectoryNotFoundException or FileNotFoundException)
        {
            // Another process has just removed it.
            return 0;
        }
    }

    private static bool IsHeld(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1).Dispose();
            return false;
        }
        catch (IOException exception) when (IsSharingViolation(exception))
        {
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
