using System.Runtime.InteropServices;

namespace Misgen.Torch.Tests;

public sealed class CreationTests
{
    [Fact]
    public void Tensor_FromArrayWithDimensions_KeepsRowMajorOrder()
    {
        using var made = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, new long[] { 2, 3 });
        made.shape.Should().Equal(2, 3);
        made.dtype.Should().Be(ScalarType.Float32);
        made[1, 0].item<float>().Should().Be(4);
    }

    [Fact]
    public void Tensor_OfEveryElementType_HasItsTypeAndElements()
    {
        tensor(new double[] { 1.5 }).data<double>().ToArray().Should().Equal(1.5);
        tensor(new long[] { 1L << 40 }).data<long>().ToArray().Should().Equal(1L << 40);
        tensor(new[] { -7 }).data<int>().ToArray().Should().Equal(-7);
        tensor(new[] { true, false }).data<bool>().ToArray().Should().Equal(true, false);
        tensor(new byte[] { 200 }).data<byte>().ToArray().Should().Equal(200);
        tensor(new[,] { { 1f, 2f }, { 3f, 4f } }).shape.Should().Equal(2, 2);
        tensor(2.5f).dim().Should().Be(0);
        tensor(new float[] { 1.9f }, int64).item<long>().Should().Be(1);
    }

    [Fact]
    public void Tensor_WithMoreElementsThanItsShape_IsRefused()
    {
        var make = () => tensor(new float[] { 1, 2, 3 }, new long[] { 2, 2 });
        make.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Fillers_HaveTheirValues()
    {
        zeros(2, 2).ShouldBe(0, 0, 0, 0);
        ones(3).ShouldBe(1, 1, 1);
        full(2, 2.5).ShouldBe(2.5f, 2.5f);
        full(2, 3).dtype.Should().Be(ScalarType.Int64);
        eye(2).ShouldBe(1, 0, 0, 1);
        empty(2, 3, 4).shape.Should().Equal(2, 3, 4);
        ones_like(zeros(2)).ShouldBe(1, 1);
        zeros_like(tensor(new float[] { 1, 2 }), int64).Longs().Should().Equal(0, 0);
        zeros(new long[] { 2, 1 }, float64).dtype.Should().Be(ScalarType.Float64);
    }

    [Fact]
    public void Ranges_HaveTheirSteps()
    {
        arange(4).Longs().Should().Equal(0, 1, 2, 3);
        arange(1.0, 2.0, 0.25).ShouldBe(1, 1.25f, 1.5f, 1.75f);
        arange(2, 5, float32).ShouldBe(2, 3, 4);
        linspace(0, 1, 5).ShouldBe(0, .25f, .5f, .75f, 1);
    }

    [Fact]
    public void Conversion_ToAnotherType_Converts()
    {
        using var whole = tensor(new float[] { 1.7f, -1.7f }).to(int64);
        whole.Longs().Should().Equal(1, -1);
        whole.@float().dtype.Should().Be(ScalarType.Float32);
        whole.to(CPU).device_type.Should().Be(DeviceType.CPU);
        tensor(2.5f).ToDouble().Should().Be(2.5);
        tensor(3L).ToInt64().Should().Be(3);
        tensor(2.5f).ToSingle().Should().Be(2.5f);
    }

    [Fact]
    public void Accessor_OverATransposedTensor_ReadsInRowMajorOrder()
    {
        using var matrix = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, new long[] { 2, 3 });
        using var turned = matrix.t();
        turned.is_contiguous().Should().BeFalse();
        turned.data<float>().ToArray().Should().Equal(1, 4, 2, 5, 3, 6);
        using var accessor = matrix.data<float>();
        accessor.Count.Should().Be(6);
        accessor[4].Should().Be(5);
        accessor[1, 2].Should().Be(6);
        var part = new float[3];
        accessor.CopyTo(part, 1, 4);
        part.Should().Equal(0, 5, 6);
    }

    [Fact]
    public void Accessor_OfAnotherType_IsRefused()
    {
        var read = () => ones(2).data<double>();
        read.Should().Throw<ArgumentException>().WithMessage("*Double*Float32*");
    }

    [Fact]
    public void Bytes_Written_AreTheElements()
    {
        using var target = zeros(2);
        target.bytes = MemoryMarshal.AsBytes(new[] { 3f, 4f }.AsSpan());
        target.ShouldBe(3, 4);
        var read = () => zeros(2, 3).t().bytes.Length;
        read.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Device_Names_AreParsed()
    {
        new Device("cuda:1").index.Should().Be(1);
        new Device("cuda:1").type.Should().Be(DeviceType.CUDA);
        device("cpu").ToString().Should().Be("cpu");
        var unknown = () => new Device("tpu");
        unknown.Should().Throw<Exception>();
    }
}
