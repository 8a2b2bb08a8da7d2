using System.IO.Compression;

namespace Misgen.Core.DataFiles;

/// <summary>Archives of NumPy, <c>.npz</c>: a ZIP archive of <c>.npy</c> arrays.</summary>
internal static class NpzFile
{
    private const string ArrayEnding = ".npy";

    // DEFLATE makes at most 258 bytes out of two bits (RFC 1951), 1032 out of a byte.
    private const int GreatestExpansion = 1032;
    private const int NamesShown = 10;
    private static readonly string[] Preferred = ["trajectories", "demonstrations"];

    /// <summary>Reads the array <c>trajectories</c> or <c>demonstrations</c>, else the only one.</summary>
    public static TrajectorySet Read(FileStream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        return ReadEntry(Choose(archive), stream.Length);
    }

    private static ZipArchiveEntry Choose(ZipArchive archive)
    {
        var arrays = archive.Entries.Where(entry => entry.FullName.EndsWith(ArrayEnding, StringComparison.Ordinal)).ToArray();
        foreach (var name in Preferred)
        {
            if (Array.Find(arrays, entry => NameOf(entry) == name) is { } preferred)
                return preferred;
        }

        if (arrays.Length == 1)
            return arrays[0];
        var names = string.Join(", ", arrays.Take(NamesShown).Select(entry => Printable.Of(NameOf(entry)))) + (arrays.Length > NamesShown ? ", …" : "");
        throw new DataFileException(arrays.Length == 0
            ? "the archive has no array"
            : $"the archive has {arrays.Length} arrays ({names}): name one of them 'trajectories', or keep only one");
    }

    // What the archive says of its sizes is not believed: only the file's own length bounds what an entry can unpack to.
    private static TrajectorySet ReadEntry(ZipArchiveEntry entry, long fileBytes)
    {
        try
        {
            using var stream = new ChecksummedStream(entry.Open());
            var header = NpyHeader.Read(stream);
            if (header.DataBytes > Math.Min(entry.CompressedLength, fileBytes) * GreatestExpansion)
                throw new DataFileException($"its header announces {header.DataBytes} bytes of values, more than its {entry.CompressedLength} packed bytes can hold");
            var set = NpyFile.ReadValues(stream, header);
            if (stream.ReadByte() >= 0)
                throw new DataFileException($"more bytes follow the {header.DataBytes} bytes of values that its header announces");
            if (stream.Checksum != entry.Crc32)
                throw new DataFileException("its values do not match their checksum");
            return set;
        }
        catch (Exception exception) when (exception is DataFileException or InvalidDataException)
        {
            throw new DataFileException($"array '{Printable.Of(NameOf(entry))}': {exception.Message}", exception);
        }
    }

    private static string NameOf(ZipArchiveEntry entry) => entry.FullName[..^Math.Min(ArrayEnding.Length, entry.FullName.Length)];
}
