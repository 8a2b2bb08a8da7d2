using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using Misgen.Core.Json;

namespace Misgen.Core.Store;

/// <summary>
/// Files of named tensors in the safetensors format: 8 bytes header length, a JSON header that gives each tensor's type, shape and
/// byte range, then the bytes (https://github.com/huggingface/safetensors). Readable from Python as they are.
/// </summary>
public static class Safetensors
{
    private const int MaximumHeaderBytes = 16 << 20;
    private static readonly Dictionary<string, TensorType> Types = new(StringComparer.Ordinal)
    {
        ["F32"] = TensorType.Float32,
        ["F64"] = TensorType.Float64,
        ["I64"] = TensorType.Int64,
    };

    /// <summary>The bytes of a file that holds <paramref name="tensors"/> in the given order.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="tensors">The tensors, with different names.</param>
    public static void Write(Stream stream, IReadOnlyList<StoredTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        var header = new JsonObject();
        long offset = 0;
        foreach (var tensor in tensors)
        {
            header.Add(tensor.Name, new JsonObject
            {
                ["dtype"] = Types.First(pair => pair.Value == tensor.Type).Key,
                ["shape"] = new JsonArray([.. tensor.Shape.Select(extent => JsonValue.Create(extent))]),
                ["data_offsets"] = new JsonArray(offset, offset + tensor.Bytes.Length),
            });
            offset += tensor.Bytes.Length;
        }

        var text = CanonicalJson.ToBytes(header);
        var padded = (text.Length + 7) / 8 * 8;
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)padded);
        stream.Write(length);
        stream.Write(text);
        for (var i = text.Length; i < padded; i++)
            stream.WriteByte((byte)' ');
        foreach (var tensor in tensors)
            stream.Write(tensor.Bytes);
    }

    /// <summary>Reads every tensor of a file. Sizes are checked against the file before memory is taken.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors by name.</returns>
    /// <exception cref="InvalidDataException">The file is not a well-formed safetensors file, or holds a type that is not
    /// F32, F64 or I64.</exception>
    public static IReadOnlyDictionary<string, StoredTensor> Read(string path)
    {
        using var stream = File.OpenRead(path);
        var entries = ReadHeader(stream, path, out var dataStart);
        var available = stream.Length - dataStart;
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        long position = 0;
        foreach (var (name, type, shape, begin, end) in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (begin < 0 || end < begin || end > available)
                throw Malformed(path, $"tensor '{name}' claims bytes {begin}..{end} of {available}");
            // The format leaves no holes. Tensors that shared bytes could claim many times the size of their file.
            if (begin != position)
                throw Malformed(path, $"tensor '{name}' begins at byte {begin}, expected {position}");
            if (!StoredTensor.Fits(shape, type, end - begin))
                throw Malformed(path, $"tensor '{name}' has a shape that does not fit its {end - begin} bytes");
            var bytes = new byte[end - begin];
            stream.ReadExactly(bytes);
            tensors.Add(name, new StoredTensor(name, type, shape, bytes));
            position = end;
        }

        return position == available ? tensors : throw Malformed(path, $"its tensors end at byte {position} of {available}");
    }

    private static List<(string Name, TensorType Type, long[] Shape, long Begin, long End)> ReadHeader(FileStream stream, string path, out long dataStart)
    {
        Span<byte> prefix = stackalloc byte[8];
        if (stream.Length < prefix.Length)
            throw Malformed(path, "it is shorter than its 8-byte prefix");
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaximumHeaderBytes || (long)length > stream.Length - prefix.Length)
            throw Malformed(path, $"its header claims {length} bytes");
        var header = new byte[length];
        stream.ReadExactly(header);
        dataStart = stream.Position;
        try
        {
            var entries = JsonNode.Parse(header)?.AsObject() ?? throw Malformed(path, "its header is null");
            return [.. entries.Where(entry => entry.Key != "__metadata__").Select(entry => Entry(path, entry.Key, entry.Value))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw Malformed(path, "its header is not a JSON object");
        }
    }

    private static (string Name, TensorType Type, long[] Shape, long Begin, long End) Entry(string path, string name, JsonNode? value)
    {
        try
        {
            var dtype = value!["dtype"]!.GetValue<string>();
            if (!Types.TryGetValue(dtype, out var type))
                throw Malformed(path, $"tensor '{name}' has the type {dtype}, expected F32, F64 or I64");
            var shape = value["shape"]!.AsArray().Select(extent => extent!.GetValue<long>()).ToArray();
            var offsets = value["data_offsets"]!.AsArray();
            return (name, type, shape, offsets[0]!.GetValue<long>(), offsets[1]!.GetValue<long>());
        }
        catch (Exception exception) when (exception is NullReferenceException or InvalidOperationException
                                              or FormatException or ArgumentException)
        {
            throw Malformed(path, $"the header entry of tensor '{name}' is malformed");
        }
    }

    private static InvalidDataException Malformed(string path, string what) =>
        new($"{path} is not a readable safetensors file: {what}.");
}
