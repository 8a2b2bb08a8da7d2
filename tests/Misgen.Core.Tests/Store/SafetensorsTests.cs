using System.Buffers.Binary;
using System.Text;
using Misgen.Core.Store;

namespace Misgen.Core.Tests.Store;

public sealed class SafetensorsTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_OfWhatWasWritten_IsTheSame()
    {
        float[] floats = [1.5f, -0f, float.NaN, float.PositiveInfinity, float.Epsilon, 6];
        double[] doubles = [Math.PI, double.NegativeInfinity];
        using (var stream = File.Create(_path))
            Safetensors.Write(stream, [StoredTensor.Of("z", floats, 2, 3), StoredTensor.Of("a", doubles, 2), StoredTensor.Of("empty", Array.Empty<float>(), 0, 5)]);

        var tensors = Safetensors.Read(_path);

        tensors.Keys.Should().BeEquivalentTo("z", "a", "empty");
        tensors["z"].Shape.Should().Equal(2, 3);
        tensors["z"].ToFloats().Select(BitConverter.SingleToUInt32Bits).Should().Equal(floats.Select(BitConverter.SingleToUInt32Bits));
        tensors["a"].ToDoubles().Should().Equal(doubles);
        tensors["empty"].Shape.Should().Equal(0, 5);
        tensors["empty"].ToFloats().Should().BeEmpty();
    }

    // https://github.com/huggingface/safetensors#format: u64 little-endian header size, JSON header padded with spaces, data.
    [Fact]
    public void Write_TwoTensors_HasThePublishedLayout()
    {
        using var stream = new MemoryStream();

        Safetensors.Write(stream, [StoredTensor.Of("b", [1f, -2f], 2, 1), StoredTensor.Of("a", [0.5], 1)]);

        const string Header = """{"a":{"data_offsets":[8,16],"dtype":"F64","shape":[1]},"b":{"data_offsets":[0,8],"dtype":"F32","shape":[2,1]}}""";
        Header.Length.Should().Be(110);
        byte[] expected =
        [
            112, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Header), (byte)' ', (byte)' ',
            0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, // 1 and −2 as 32-bit floats
            0, 0, 0, 0, 0, 0, 0xE0, 0x3F, // 0.5 as a 64-bit float
        ];
        stream.ToArray().Should().Equal(expected);
    }

    [Fact]
    public void Read_FileOfAnotherWriter_SkipsMetadataAndAcceptsAnyOrder()
    {
        WriteFile("""{"__metadata__":{"format":"pt"},"t":{"dtype":"I64","shape":[1],"data_offsets":[4,12]},"s":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", 12);

        var tensors = Safetensors.Read(_path);

        tensors["s"].Shape.Should().BeEmpty();
        tensors["s"].ToFloats().Should().Equal(0);
        tensors["t"].Type.Should().Be(TensorType.Int64);
        var toFloats = () => tensors["t"].ToFloats();
        toFloats.Should().Throw<InvalidDataException>().WithMessage("Tensor 't' holds Int64, expected Float32.");
    }

    [Theory]
    [InlineData("""{"t":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""", 4, "tensor 't' has the type F16, expected F32, F64 or I64")]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}}""", 12, "tensor 't' has a shape that does not fit its 12 bytes")]
    [InlineData("""{"t":{"dtype":"F32","shape":[-1,-3],"data_offsets":[0,12]}}""", 12, "tensor 't' has a shape that does not fit its 12 bytes")]
    [InlineData("""{"t":{"dtype":"F32","shape":[-5,0],"data_offsets":[0,0]}}""", 0, "tensor 't' has a shape that does not fit its 0 bytes")]
    [InlineData("""{"t":{"dtype":"F32","shape":[3],"data_offsets":[4,16]}}""", 12, "tensor 't' claims bytes 4..16 of 12")]
    [InlineData("""{"t":{"dtype":"F32","shape":[3],"data_offsets":[-12,0]}}""", 12, "tensor 't' claims bytes -12..0 of 12")]
    [InlineData("""{"t":{"dtype":"F32","shape":[3],"data_offsets":[12,0]}}""", 12, "tensor 't' claims bytes 12..0 of 12")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"u":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6, "tensor 'u' begins at byte 2, expected 4")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "tensor 't' begins at byte 4, expected 0")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "its tensors end at byte 4 of 5")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "the header entry of tensor 't' is malformed")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "the header entry of tensor 't' is malformed")]
    [InlineData("""{"t":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", 4, "the header entry of tensor 't' is malformed")]
    [InlineData("""{"t":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "the header entry of tensor 't' is malformed")]
    [InlineData("""{"t":{"shape":[1],"data_offsets":[0,4]}}""", 4, "the header entry of tensor 't' is malformed")]
    [InlineData("""{"t":null}""", 4, "the header entry of tensor 't' is malformed")]
    [InlineData("""{"t":[1]}""", 4, "the header entry of tensor 't' is malformed")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "its header is not a JSON object")]
    [InlineData("""[1, 2]""", 0, "its header is not a JSON object")]
    [InlineData("""{"t":""", 0, "its header is not a JSON object")]
    [InlineData("null", 0, "its header is null")]
    public void Read_MalformedFile_SaysWhatIsWrong(string header, int dataBytes, string what)
    {
        WriteFile(header, dataBytes);

        Reading().Should().Throw<InvalidDataException>().WithMessage($"{_path} is not a readable safetensors file: {what}.");
    }

    [Fact]
    public void Read_TruncatedAnywhere_Throws()
    {
        WriteFile("""{"t":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", 12);
        var whole = File.ReadAllBytes(_path);

        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            Reading().Should().Throw<InvalidDataException>($"{length} of {whole.Length} bytes are there");
        }
    }

    // Each claims far more than the file has, or than a machine has: refused from the sizes alone.
    [Theory]
    [InlineData(ulong.MaxValue, "{}")]
    [InlineData(1ul << 40, "{}")]
    [InlineData(3ul, "{}")]
    [InlineData(0ul, """{"t":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,16]}}""")]
    [InlineData(0ul, """{"t":{"dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,0]}}""")]
    [InlineData(0ul, """{"t":{"dtype":"F32","shape":[1000000000000],"data_offsets":[0,4000000000000]}}""")]
    [InlineData(0ul, """{"t":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,16]}}""")]
    [InlineData(0ul, """{"t":{"dtype":"F32","shape":[4],"data_offsets":[0,1e30]}}""")]
    public void Read_HugeClaim_ThrowsWithoutTakingTheMemory(ulong headerLength, string header)
    {
        WriteFile(header, 16, headerLength);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Reading().Should().Throw<InvalidDataException>();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(4 << 20);
    }

    // A thousand tensors that all claim the same megabyte would be a gigabyte.
    [Fact]
    public void Read_ManyTensorsThatShareTheirBytes_ThrowsWithoutTakingTheMemory()
    {
        var entries = Enumerable.Range(0, 1000).Select(i => $$"""
            "t{{i}}":{"dtype":"F32","shape":[262144],"data_offsets":[0,1048576]}
            """);
        WriteFile($"{{{string.Join(',', entries)}}}", 1 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Reading().Should().Throw<InvalidDataException>().WithMessage("*begins at byte 0, expected 1048576.");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(8 << 20);
    }

    [Fact]
    public void Read_EmptyTensorWithHugeExtents_IsEmpty()
    {
        WriteFile("""{"t":{"dtype":"F32","shape":[4611686018427387904,4,0],"data_offsets":[0,0]}}""", 0);

        Safetensors.Read(_path)["t"].ToFloats().Should().BeEmpty();
    }

    [Fact]
    public void Of_ValuesThatDoNotFillTheShape_Throws()
    {
        var make = () => StoredTensor.Of("t", [1f, 2f, 3f], 2, 2);

        make.Should().Throw<ArgumentException>().WithMessage("Tensor 't' has 12 bytes, but Float32 of shape [2, 2] needs 16.");
    }

    private Action Reading() => () => Safetensors.Read(_path);

    private void WriteFile(string header, int dataBytes, ulong headerLength = 0)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var prefix = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, headerLength == 0 ? (ulong)text.Length : headerLength);
        File.WriteAllBytes(_path, [.. prefix, .. text, .. new byte[dataBytes]]);
    }
}
