using System.Buffers.Binary;
using System.IO.Compression;
using Misgen.Core.DataFiles;

namespace Misgen.Core.Tests.DataFiles;

public sealed class NpzFileTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("stored.npz")]
    [InlineData("compressed.npz")]
    [InlineData("only-one.npz")]
    public void Read_ArchiveOfNumPy_HasTheValues(string file) =>
        TrajectoryFile.Read(DataFolder.NumPy(file)).Values.Should().Equal(DataFolder.Expected);

    [Fact]
    public void Read_SeveralArrays_NamesThem() =>
        Fault(DataFolder.NumPy("ambiguous.npz")).Should().EndWith("the archive has 2 arrays (first, second): name one of them 'trajectories', or keep only one");

    [Fact]
    public void Read_NoArray_SaysSo() => Fault(DataFolder.NumPy("empty.npz")).Should().EndWith("the archive has no array");

    [Fact]
    public void Read_Bomb_IsRefusedBeforeItIsUnpacked()
    {
        // 2 GiB of zeros announced by a header; the packed bytes could hold a hundred kilobytes.
        var array = File.ReadAllBytes(DataFolder.NumPy("version1.npy"))[..128];
        "(536870912, 1, 1)"u8.CopyTo(array.AsSpan(array.AsSpan().IndexOf("(3, 5, 2)"u8)));
        array.AsSpan(array.AsSpan().IndexOf((byte)')') + 1, 3).Fill((byte)' ');
        array[array.AsSpan().IndexOf((byte)')') + 1] = (byte)'}';

        Fault(Archive(array)).Should().Contain("array 'trajectories': its header announces 2147483648 bytes of values, more than its ").And.EndWith("packed bytes can hold");
    }

    [Fact]
    public void Read_MoreBytesThanAnnounced_IsAnError() =>
        Fault(Archive([.. File.ReadAllBytes(DataFolder.NumPy("version1.npy")), 0])).Should().Contain("more bytes follow the 120 bytes of values");

    [Fact]
    public void Read_FewerBytesThanAnnounced_IsAnError() =>
        Fault(Archive(File.ReadAllBytes(DataFolder.NumPy("version1.npy"))[..^1])).Should().Contain("it ends before the 120 bytes of values that its header announces");

    [Fact]
    public void Read_DeclaredSizesThatLie_AreNotBelieved()
    {
        // The central directory's sizes of a stored entry: packed at offset 20, unpacked at 24.
        foreach (var offset in (int[])[20, 24])
        {
            foreach (var size in (uint[])[0, 1, 100, 0x7FFFFFFF])
            {
                var bytes = File.ReadAllBytes(DataFolder.NumPy("stored.npz"));
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.AsSpan().IndexOf("PK\x01\x02"u8) + offset), size);

                ReadOrFault(_folder.Write("a.npz", bytes)).Should().BeOneOf("equal", "fault");
            }
        }
    }

    [Theory]
    [InlineData("stored.npz")]
    [InlineData("compressed.npz")]
    public void Read_CorruptedByte_IsAnErrorOrChangesNothing(string file)
    {
        var whole = File.ReadAllBytes(DataFolder.NumPy(file));
        var random = new Random(11);
        for (var trial = 0; trial < 1500; trial++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));

            ReadOrFault(_folder.Write("a.npz", bytes)).Should().BeOneOf("equal", "fault");
        }
    }

    [Fact]
    public void Read_Truncated_IsAnError()
    {
        var whole = File.ReadAllBytes(DataFolder.NumPy("compressed.npz"));

        for (var length = 0; length < whole.Length; length++)
            Fault(_folder.Write("a.npz", whole[..length])).Should().NotBeEmpty();
    }

    private static string Fault(string path) => ((Func<object>)(() => TrajectoryFile.Read(path))).Should().ThrowExactly<DataFileException>().Which.Message;

    // A flipped bit in the names may leave no array 'trajectories', or make another one the only one.
    private static string ReadOrFault(string path)
    {
        try
        {
            return TrajectoryFile.Read(path).Values.SequenceEqual(DataFolder.Expected) ? "equal" : "misread";
        }
        catch (DataFileException)
        {
            return "fault";
        }
    }

    private string Archive(byte[] array)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("trajectories.npy").Open();
            entry.Write(array);
        }

        return _folder.Write("a.npz", bytes.ToArray());
    }
}
