using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Misgen.Core.DataFiles;

/// <summary>
/// The header of an <c>.npy</c> file, versions 1.0, 2.0 and 3.0: magic bytes, version, length, and a Python dictionary of
/// <c>descr</c>, <c>fortran_order</c> and <c>shape</c> (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
/// </summary>
/// <param name="ItemBytes">4 for float32, 8 for float64.</param>
/// <param name="BigEndian">Whether the most significant byte comes first.</param>
/// <param name="FortranOrder">Whether the first index varies fastest.</param>
/// <param name="Shape">Two or three extents of at least 1 whose product is at most <see cref="TrajectoryFile.MaximumValues"/>.</param>
internal sealed record NpyHeader(int ItemBytes, bool BigEndian, bool FortranOrder, IReadOnlyList<int> Shape)
{
    // NumPy writes 128 bytes for a plain array; 2.0 exists for structured types, which are refused anyway.
    private const int MaximumHeaderBytes = 1 << 16;
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Number of values.</summary>
    public long ValueCount => Shape.Aggregate(1L, (product, extent) => product * extent);

    /// <summary>Number of bytes of the values.</summary>
    public long DataBytes => ValueCount * ItemBytes;

    /// <summary>Reads a header and leaves the stream at the first value.</summary>
    /// <exception cref="DataFileException">It is malformed or describes something that is not trajectories.</exception>
    public static NpyHeader Read(Stream stream)
    {
        var prefix = Exactly(stream, Magic.Length + 2);
        if (!prefix.AsSpan().StartsWith(Magic))
            throw new DataFileException("this is no .npy array, its first bytes are not those of the format");
        var (major, minor) = (prefix[^2], prefix[^1]);
        if (major is < 1 or > 3 || minor != 0)
            throw new DataFileException($"it has version {major}.{minor} of the .npy format, expected 1.0, 2.0 or 3.0");
        var length = major == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(Exactly(stream, 2))
            : BinaryPrimitives.ReadUInt32LittleEndian(Exactly(stream, 4));
        if (length > MaximumHeaderBytes)
            throw new DataFileException($"its header claims {length} bytes, expected at most {MaximumHeaderBytes}");
        var bytes = Exactly(stream, (int)length);
        return Parse(major == 3 ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes));
    }

    /// <summary>The bytes of a version 1.0 header of little-endian float32 in C order, padded to 64 as NumPy does.</summary>
    public static byte[] ForFloats(int count, int length, int channels)
    {
        var text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({count}, {length}, {channels}), }}";
        var start = Magic.Length + 4;
        var total = (start + text.Length + 1 + 63) / 64 * 64;
        text = text.PadRight(total - start - 1) + "\n";
        Span<byte> size = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(size, (ushort)text.Length);
        return [.. Magic, 1, 0, .. size, .. Encoding.ASCII.GetBytes(text)];
    }

    private static byte[] Exactly(Stream stream, int count)
    {
        var bytes = new byte[count];
        return stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count
            ? bytes
            : throw new DataFileException("it ends within its header");
    }

    private static NpyHeader Parse(string text)
    {
        string? type = null;
        bool? fortran = null;
        List<long>? shape = null;
        var reader = new PythonLiteral(text);
        reader.Expect('{');
        while (!reader.Skip('}'))
        {
            var key = reader.Text();
            reader.Expect(':');
            switch (key)
            {
                case "descr" when type is null:
                    type = reader.At('[') ? throw new DataFileException("it holds structured values, expected an array of float32 or float64") : reader.Text();
                    break;
                case "fortran_order" when fortran is null:
                    fortran = reader.Boolean();
                    break;
                case "shape" when shape is null:
                    shape = reader.Integers();
                    break;
                default:
                    throw PythonLiteral.Malformed();
            }

            if (!reader.Skip(',') && !reader.At('}'))
                throw PythonLiteral.Malformed();
        }

        reader.ExpectEnd();
        if (type is null || fortran is null || shape is null)
            throw PythonLiteral.Malformed();
        var (itemBytes, bigEndian) = TypeOf(type);
        return new NpyHeader(itemBytes, bigEndian, fortran.Value, Checked(shape));
    }

    private static (int ItemBytes, bool BigEndian) TypeOf(string type) => type switch
    {
        "<f4" or "=f4" => (4, false),
        ">f4" => (4, true),
        "<f8" or "=f8" => (8, false),
        ">f8" => (8, true),
        _ => throw new DataFileException($"it holds values of type '{Printable.Of(type)}', expected float32 or float64 (in Python: array.astype('float32'))"),
    };

    private static int[] Checked(List<long> shape)
    {
        var shown = $"[{string.Join(", ", shape.Take(8))}{(shape.Count > 8 ? ", …" : "")}]";
        if (shape.Count is not (2 or 3))
            throw new DataFileException($"its shape is {shown}, expected [count, length, channels] or [count, length]");
        long product = 1;
        foreach (var extent in shape)
        {
            if (extent < 1)
                throw new DataFileException($"its shape is {shown}: there are no values in it");
            if (extent > TrajectoryFile.MaximumValues / product)
                throw new DataFileException($"its shape is {shown}, at most {TrajectoryFile.MaximumValues} values can be read");
            product *= extent;
        }

        return [.. shape.Select(extent => (int)extent)];
    }

    /// <summary>The few Python literals that a header is made of.</summary>
    private sealed class PythonLiteral(string text)
    {
        private int _at;

        public static DataFileException Malformed() =>
            new("its header is malformed, expected a dictionary of descr, fortran_order and shape");

        public bool At(char symbol)
        {
            while (_at < text.Length && text[_at] is ' ' or '\n')
                _at++;
            return _at < text.Length && text[_at] == symbol;
        }

        public bool Skip(char symbol)
        {
            if (!At(symbol))
                return false;
            _at++;
            return true;
        }

        public void Expect(char symbol)
        {
            if (!Skip(symbol))
                throw Malformed();
        }

        public void ExpectEnd()
        {
            if (text.AsSpan(_at).Trim(" \n").Length > 0)
                throw Malformed();
        }

        public string Text()
        {
            var quote = At('"') ? '"' : '\'';
            Expect(quote);
            var end = text.IndexOf(quote, _at);
            if (end < 0 || text.AsSpan(_at, end - _at).Contains('\\'))
                throw Malformed();
            var value = text[_at..end];
            _at = end + 1;
            return value;
        }

        public bool Boolean() => Word() switch
        {
            "True" => true,
            "False" => false,
            _ => throw Malformed(),
        };

        // (4, 3), (4,) or (); Python 2 wrote 4L.
        public List<long> Integers()
        {
            List<long> values = [];
            Expect('(');
            while (!Skip(')'))
            {
                var word = Word();
                if (!long.TryParse(word.EndsWith('L') ? word[..^1] : word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
                    throw Malformed();
                values.Add(value);
                if (!Skip(',') && !At(')'))
                    throw Malformed();
            }

            return values;
        }

        private string Word()
        {
            _ = At(' ');
            var start = _at;
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '-' or '+'))
                _at++;
            return text[start.._at];
        }
    }
}
