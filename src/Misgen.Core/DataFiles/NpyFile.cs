using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Misgen.Core.DataFiles;

/// <summary>Arrays of NumPy, <c>.npy</c>.</summary>
internal static class NpyFile
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Reads a file. Its length decides whether its header is believed.</summary>
    public static TrajectorySet Read(FileStream stream)
    {
        var header = NpyHeader.Read(stream);
        var available = stream.Length - stream.Position;
        if (header.DataBytes != available)
            throw new DataFileException($"its header announces {header.DataBytes} bytes of values, the file has {available}");
        return ReadValues(stream, header);
    }

    /// <summary>Reads the values that follow a header.</summary>
    /// <exception cref="DataFileException">There are too many for one array, or fewer than announced.</exception>
    public static TrajectorySet ReadValues(Stream stream, NpyHeader header)
    {
        if (header.DataBytes > TrajectoryFile.MaximumBytes)
            throw new DataFileException($"its values take {header.DataBytes} bytes, at most {TrajectoryFile.MaximumBytes} can be read");
        var values = new float[header.ValueCount];
        var buffer = new byte[BufferBytes];
        var filled = 0;
        while (filled < values.Length)
        {
            var bytes = buffer.AsSpan(0, (int)Math.Min(BufferBytes, (long)(values.Length - filled) * header.ItemBytes));
            if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
                throw new DataFileException($"it ends before the {header.DataBytes} bytes of values that its header announces");
            for (var at = 0; at < bytes.Length; at += header.ItemBytes)
                values[filled++] = Value(bytes[at..], header);
        }

        var (count, length) = (header.Shape[0], header.Shape[1]);
        var channels = header.Shape.Count == 2 ? 1 : header.Shape[2];
        return new TrajectorySet(
            header.FortranOrder ? RowMajor(values, count, length, channels) : values, count, length,
            [.. Enumerable.Range(0, channels).Select(channel => $"{channel}")]);
    }

    /// <summary>Writes version 1.0, float32, C order.</summary>
    public static void Write(Stream stream, TrajectorySet set)
    {
        stream.Write(NpyHeader.ForFloats(set.Count, set.Length, set.Channels.Count));
        if (!BitConverter.IsLittleEndian)
            throw new NotSupportedException("Arrays are written on little-endian machines only.");
        for (var at = 0; at < set.Values.Length; at += BufferBytes)
            stream.Write(MemoryMarshal.AsBytes(set.Values.AsSpan(at, Math.Min(BufferBytes, set.Values.Length - at))));
    }

    private static float Value(ReadOnlySpan<byte> bytes, NpyHeader header) => (header.ItemBytes, header.BigEndian) switch
    {
        (4, false) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        (4, true) => BinaryPrimitives.ReadSingleBigEndian(bytes),
        (_, false) => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        (_, true) => (float)BinaryPrimitives.ReadDoubleBigEndian(bytes),
    };

    private static float[] RowMajor(float[] values, int count, int length, int channels)
    {
        var turned = new float[values.Length];
        var from = 0;
        for (var channel = 0; channel < channels; channel++)
        {
            for (var step = 0; step < length; step++)
            {
                for (var i = 0; i < count; i++)
                    turned[((((long)i * length) + step) * channels) + channel] = values[from++];
            }
        }

        return turned;
    }
}
