using Misgen.Core.Plugins;

namespace Misgen.Core.DataFiles;

/// <summary>
/// Trajectories <c>[count, length, channels]</c> in files of other programs: <c>.npy</c> and <c>.npz</c> of NumPy, and <c>.csv</c>.
/// Sizes are checked before memory is taken, and whatever is wrong with a file is one <see cref="DataFileException"/>.
/// </summary>
public static class TrajectoryFile
{
    /// <summary>Most values that a file may hold: 4 GiB as float32.</summary>
    public const long MaximumValues = 1L << 30;

    /// <summary>Most bytes that an array may take, unpacked; a text file may have as many.</summary>
    public const long MaximumBytes = 4L << 30;

    /// <summary>Reads trajectories from a <c>.npy</c>, <c>.npz</c> or <c>.csv</c> file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataFileException">It cannot be read, is malformed or too large, or holds a value that is not
    /// finite.</exception>
    public static TrajectorySet Read(string path)
    {
        Func<FileStream, TrajectorySet> read = Extension(path) switch
        {
            ".npy" => NpyFile.Read,
            ".npz" => NpzFile.Read,
            ".csv" => CsvFile.Read,
            _ => throw new DataFileException($"{OneLine.FirstLine(path)} is neither .npy, .npz nor .csv"),
        };
        try
        {
            using var stream = File.OpenRead(path);
            var set = read(stream);
            CheckFinite(set);
            return set;
        }
        catch (Exception exception) when (exception is DataFileException or FormatException or InvalidDataException)
        {
            throw new DataFileException($"{path}: {OneLine.FirstLine(exception.Message).TrimEnd('.')}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DataFileException($"cannot read {path}: {OneLine.FirstLine(exception.Message).TrimEnd('.')}", exception);
        }
        catch (OutOfMemoryException exception)
        {
            throw new DataFileException($"{path} needs more memory than there is", exception);
        }
    }

    /// <summary>Checks that a file's name says a format that can be written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataFileException">It ends neither in <c>.npy</c> nor in <c>.csv</c>.</exception>
    public static void CheckWritable(string path)
    {
        if (Extension(path) is not (".npy" or ".csv"))
            throw new DataFileException($"{OneLine.FirstLine(path)} is neither .npy nor .csv, the formats that can be written");
    }

    /// <summary>
    /// Writes trajectories as <c>.npy</c> (version 1.0, float32, C order) or <c>.csv</c>: beside the file, then renamed over it, so that
    /// it is never half written.
    /// </summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="set">The trajectories.</param>
    /// <exception cref="DataFileException">It cannot be written.</exception>
    public static void Write(string path, TrajectorySet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        CheckWritable(path);
        var full = Path.GetFullPath(path);
        var temporary = $"{full}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                if (Extension(path) == ".npy")
                    NpyFile.Write(stream, set);
                else
                    CsvFile.Write(stream, set);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DataFileException)
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            throw new DataFileException($"cannot write {path}: {OneLine.FirstLine(exception.Message).TrimEnd('.')}", exception);
        }
    }

    private static string Extension(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Path.GetExtension(path).ToLowerInvariant();
    }

    // A text file is checked where its lines are known; here the rest.
    private static void CheckFinite(TrajectorySet set)
    {
        for (var i = 0; i < set.Values.Length; i++)
        {
            if (float.IsFinite(set.Values[i]))
                continue;
            var (row, channel) = Math.DivRem(i, set.Channels.Count);
            throw new DataFileException(
                $"trajectory {row / set.Length} has {set.Values[i]} at step {row % set.Length}, channel {channel}: expected numbers that are finite as float32");
        }
    }
}
