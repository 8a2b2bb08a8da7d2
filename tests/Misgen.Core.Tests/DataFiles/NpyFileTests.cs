using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Misgen.Core.DataFiles;

namespace Misgen.Core.Tests.DataFiles;

public sealed class NpyFileTests : IDisposable
{
    private const string Plain = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 1), }";
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("version1.npy")]
    [InlineData("version2.npy")]
    [InlineData("version3.npy")]
    [InlineData("float64.npy")]
    [InlineData("big-endian32.npy")]
    [InlineData("big-endian64.npy")]
    [InlineData("fortran.npy")]
    [InlineData("fortran-big-endian64.npy")]
    public void Read_ArrayOfNumPy_HasItsValues(string file)
    {
        var set = TrajectoryFile.Read(DataFolder.NumPy(file));

        set.Shape.Should().Be("[3, 5, 2]");
        set.Channels.Should().Equal("0", "1");
        set.Values.Should().Equal(DataFolder.Expected);
        set.Trajectory(2)[2 * 2 + 1].Should().Be(221.5f);
    }

    [Fact]
    public void Read_TwoDimensions_IsOneChannel()
    {
        var set = TrajectoryFile.Read(DataFolder.NumPy("two-dimensional.npy"));

        set.Shape.Should().Be("[3, 5, 1]");
        set.Values.Should().Equal(DataFolder.Expected.Where((_, i) => i % 2 == 0));
    }

    [Theory]
    [InlineData("integers.npy", "it holds values of type '<i4', expected float32 or float64 (in Python: array.astype('float32'))")]
    [InlineData("objects.npy", "it holds values of type '|O', expected float32 or float64")]
    [InlineData("structured.npy", "it holds structured values, expected an array of float32 or float64")]
    [InlineData("scalar.npy", "its shape is [], expected [count, length, channels] or [count, length]")]
    [InlineData("not-finite.npy", "trajectory 1 has NaN at step 2, channel 1: expected numbers that are finite as float32")]
    [InlineData("beyond-float32.npy", "channel 1: expected numbers that are finite as float32")]
    public void Read_ArrayThatIsNoTrajectories_SaysWhy(string file, string message) =>
        Fault(DataFolder.NumPy(file)).Should().StartWith(DataFolder.NumPy(file) + ": ").And.Contain(message);

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3, 1), }", "its header announces 12 bytes of values, the file has 8")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1), }", "its header announces 4 bytes of values, the file has 8")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000, 1000000, 2), }", "at most 1073741824 values can be read")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4, 1), }", "at most 1073741824 values can be read")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1073741824, 1, 1), }", "announces 8589934592 bytes of values, the file has 8")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 2, 1), }", "its shape is [-1, 2, 1]: there are no values in it")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 2, 1), }", "its shape is [0, 2, 1]: there are no values in it")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "its shape is [2], expected [count, length, channels]")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 2, 1), }", "its shape is [1, 1, 2, 1], expected")]
    [InlineData("{'descr': '<f4', 'fortran_order': Maybe, 'shape': (1, 2, 1), }", "its header is malformed")]
    [InlineData("{'descr': '<f4', 'shape': (1, 2, 1), }", "its header is malformed")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 1), 'more': 1}", "its header is malformed")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 1)}", "its header is malformed")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 2, 1)}", "its header is malformed")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 1)} import os", "its header is malformed")]
    [InlineData("", "its header is malformed")]
    public void Read_HeaderThatIsWrong_SaysWhy(string header, string message) =>
        Fault(_folder.Write("a.npy", Array(1, 0, header, 8))).Should().Contain(message);

    [Fact]
    public void Read_HeaderOfPython2_IsRead() =>
        TrajectoryFile.Read(_folder.Write("a.npy", Array(1, 0, "{\"descr\": \"<f4\", 'fortran_order': False, 'shape': (1L, 2L, 1L)}", 8))).Shape.Should().Be("[1, 2, 1]");

    [Theory]
    [InlineData(4, 0, "it has version 4.0 of the .npy format, expected 1.0, 2.0 or 3.0")]
    [InlineData(1, 1, "it has version 1.1 of the .npy format")]
    [InlineData(0, 0, "it has version 0.0 of the .npy format")]
    public void Read_OtherVersion_SaysWhich(byte major, byte minor, string message) =>
        Fault(_folder.Write("a.npy", Array(major, minor, Plain, 8))).Should().Contain(message);

    [Fact]
    public void Read_HeaderLengthOfGigabytes_TakesNoMemory()
    {
        byte[] bytes = [0x93, .. "NUMPY"u8, 2, 0, 0xFF, 0xFF, 0xFF, 0xFF];

        Fault(_folder.Write("a.npy", bytes)).Should().Contain("its header claims 4294967295 bytes, expected at most 65536");
    }

    [Fact]
    public void Read_AnotherFormat_SaysSo() =>
        Fault(_folder.Write("a.npy", "trajectory,step,x\n0,0,1\n")).Should().EndWith("this is no .npy array, its first bytes are not those of the format");

    [Fact]
    public void Read_TruncatedAnywhere_IsAnError()
    {
        var whole = File.ReadAllBytes(DataFolder.NumPy("version1.npy"));

        for (var length = 0; length < whole.Length; length++)
            Fault(_folder.Write("a.npy", whole[..length])).Should().NotBeEmpty();
    }

    [Fact]
    public void Read_CorruptedHeader_IsAnErrorOrTheSameNumberOfValues()
    {
        var whole = File.ReadAllBytes(DataFolder.NumPy("version1.npy"));
        var random = new Random(5);
        for (var trial = 0; trial < 3000; trial++)
        {
            var bytes = (byte[])whole.Clone();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                bytes[random.Next(128)] = (byte)random.Next(256);
            var path = _folder.Write("a.npy", bytes);
            try
            {
                // A header may be changed into another that describes the same bytes: then it is what the file says.
                var set = TrajectoryFile.Read(path);
                (set.Values.Length == 30 || bytes.AsSpan(0, 128).IndexOf("f8"u8) >= 0).Should().BeTrue();
            }
            catch (DataFileException exception)
            {
                exception.Message.Should().NotContain("\n");
            }
        }
    }

    [Fact]
    public void WriteAndRead_AnyTrajectories_AreEqual()
    {
        var shapes = from count in Gen.Choose(1, 7) from length in Gen.Choose(1, 9) from channels in Gen.Choose(1, 4) from seed in Gen.Choose(0, int.MaxValue) select (count, length, channels, seed);
        Prop.ForAll(Arb.From(shapes), shape =>
        {
            var set = Random(shape.count, shape.length, shape.channels, shape.seed);
            foreach (var file in (string[])["a.npy", "a.csv"])
            {
                TrajectoryFile.Write(_folder.PathOf(file), set);
                var back = TrajectoryFile.Read(_folder.PathOf(file));
                back.Shape.Should().Be(set.Shape);
                back.Values.Should().Equal(set.Values);
            }
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void Read_AnyHeaderOfAnyVersion_HasTheValuesInTheirPlaces()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 300; trial++)
        {
            var (count, length, channels) = (random.Next(1, 6), random.Next(1, 6), random.Next(1, 4));
            var (version, wide, big, fortran) = ((byte)random.Next(1, 4), random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0);
            var header = $"{{'descr': '{(big ? '>' : '<')}f{(wide ? 8 : 4)}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': ({count}, {length}, {channels}), }}{new string(' ', random.Next(40))}\n";
            var bytes = Array(version, 0, header, 0).ToList();
            foreach (var (i, t, c) in Places(count, length, channels, fortran))
                bytes.AddRange(Bytes((100 * i) + (10 * t) + c + 0.25, wide, big));

            var set = TrajectoryFile.Read(_folder.Write("a.npy", bytes.ToArray()));

            foreach (var (i, t, c) in Places(count, length, channels, false))
                set.Trajectory(i)[(t * channels) + c].Should().Be((100 * i) + (10 * t) + c + 0.25f);
        }
    }

    [Fact]
    public void Write_Floats_IsWhatNumPyWrites()
    {
        TrajectoryFile.Write(_folder.PathOf("a.npy"), DataFolder.Set(DataFolder.Expected, 3, 5, "x", "y"));

        File.ReadAllBytes(_folder.PathOf("a.npy")).Should().Equal(File.ReadAllBytes(DataFolder.NumPy("version1.npy")));
    }

    private static string Fault(string path) => ((Func<object>)(() => TrajectoryFile.Read(path))).Should().ThrowExactly<DataFileException>().Which.Message;

    private static TrajectorySet Random(int count, int length, int channels, int seed)
    {
        var random = new Random(seed);
        var values = new float[count * length * channels];
        for (var i = 0; i < values.Length; i++)
        {
            do
                values[i] = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            while (!float.IsFinite(values[i]));
        }

        return new TrajectorySet(values, count, length, [.. Enumerable.Range(0, channels).Select(channel => $"c{channel}")]);
    }

    private static byte[] Array(byte major, byte minor, string header, int dataBytes)
    {
        var size = new byte[major == 1 ? 2 : 4];
        if (major == 1)
            BinaryPrimitives.WriteUInt16LittleEndian(size, (ushort)header.Length);
        else
            BinaryPrimitives.WriteInt32LittleEndian(size, header.Length);
        return [0x93, .. "NUMPY"u8, major, minor, .. size, .. Encoding.Latin1.GetBytes(header), .. new byte[dataBytes]];
    }

    private static IEnumerable<(int I, int T, int C)> Places(int count, int length, int channels, bool fortran) => fortran
        ? from c in Enumerable.Range(0, channels) from t in Enumerable.Range(0, length) from i in Enumerable.Range(0, count) select (i, t, c)
        : from i in Enumerable.Range(0, count) from t in Enumerable.Range(0, length) from c in Enumerable.Range(0, channels) select (i, t, c);

    private static byte[] Bytes(double value, bool wide, bool big)
    {
        var bytes = wide ? BitConverter.GetBytes(value) : BitConverter.GetBytes((float)value);
        if (big == BitConverter.IsLittleEndian)
            System.Array.Reverse(bytes);
        return bytes;
    }
}
