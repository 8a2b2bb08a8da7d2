namespace Misgen.Torch.Tests;

public sealed class ShapeTests
{
    private readonly Tensor _m = arange(6, float32).view(2, 3);

    [Fact]
    public void Views_ShareElements()
    {
        var flat = zeros(6);
        flat.view(2, 3)[1].fill_(1);
        flat.ShouldBe(0, 0, 0, 1, 1, 1);
        _m.reshape(3, -1).shape.Should().Equal(3, 2);
        _m.transpose(0, 1).shape.Should().Equal(3, 2);
        _m.unsqueeze(0).permute(2, 0, 1).shape.Should().Equal(3, 1, 2);
        _m.unsqueeze(1).squeeze(1).shape.Should().Equal(2, 3);
        _m.flatten().shape.Should().Equal(6);
        ones(1, 3).expand(2, 3).shape.Should().Equal(2, 3);
        ones(1, 3).expand(-1, 3).shape.Should().Equal(1, 3);
        _m.narrow(1, 1, 2).ShouldBe(1, 2, 4, 5);
        _m.size(-1).Should().Be(3);
        _m.stride().Should().Equal(3, 1);
    }

    [Fact]
    public void Parts_HaveTheirSizes()
    {
        _m.split(new long[] { 1, 2 }, 1)[1].ShouldBe(1, 2, 4, 5);
        _m.chunk(3, 1).Should().HaveCount(3);
        arange(5).split(2).Select(part => part.numel()).Should().Equal(2, 2, 1);
        // More parts than an operator's argument room on the stack.
        arange(300).split(Enumerable.Repeat(1L, 300).ToArray()).Should().HaveCount(300);
        _m.unbind().Should().HaveCount(2);
    }

    [Fact]
    public void Joins_PutTensorsTogether()
    {
        cat(new[] { _m, _m }, 1).shape.Should().Equal(2, 6);
        cat(new List<Tensor> { _m, ones(1, 3) }).ShouldBe(0, 1, 2, 3, 4, 5, 1, 1, 1);
        stack(new[] { _m, _m }).shape.Should().Equal(2, 2, 3);
        _m.repeat(2, 1).shape.Should().Equal(4, 3);
        arange(2).repeat_interleave(2).Longs().Should().Equal(0, 0, 1, 1);
        _m.flip(1).ShouldBe(2, 1, 0, 5, 4, 3);
        ones(2, 2).tril().ShouldBe(1, 0, 1, 1);
        ones(2, 2).triu(1).ShouldBe(0, 1, 0, 0);
        arange(3).roll(1).Longs().Should().Equal(2, 0, 1);
    }

    [Fact]
    public void Indices_AsInPython_Choose()
    {
        _m[1].ShouldBe(3, 4, 5);
        _m[1, -1].item<float>().Should().Be(5);
        _m[TensorIndex.Colon, 1].ShouldBe(1, 4);
        _m[TensorIndex.Ellipsis, TensorIndex.Slice(1, null)].ShouldBe(1, 2, 4, 5);
        _m[.., 1..].ShouldBe(1, 2, 4, 5);
        _m[.., ^1].ShouldBe(2, 5);
        _m[.., ..^1].ShouldBe(0, 1, 3, 4);
        _m[TensorIndex.Colon, TensorIndex.None].shape.Should().Equal(2, 1, 3);
        _m[TensorIndex.Colon, TensorIndex.Slice(null, null, 2)].ShouldBe(0, 2, 3, 5);
        _m[TensorIndex.Colon, TensorIndex.Tensor(tensor(new long[] { 2, 0 }))].ShouldBe(2, 0, 5, 3);
        _m[TensorIndex.Tensor(_m > 3)].ShouldBe(4, 5);
        _m.index(tensor(new long[] { 1, 0 }), tensor(new long[] { 2, 1 })).ShouldBe(5, 1);
    }

    [Fact]
    public void Indices_Assigned_ChangeThatPart()
    {
        var t = zeros(2, 3);
        t[1] = ones(3);
        t[.., 0] = tensor(7f);
        t[TensorIndex.Tensor(t > 5)] = tensor(-1f);
        t.ShouldBe(-1, 0, 0, -1, 1, 1);
        t[0, 2] = tensor(9f);
        t[0, 2].item<float>().Should().Be(9);
    }

    [Fact]
    public void Selection_ByTensors()
    {
        var index = tensor(new long[] { 2, 0 });
        _m.index_select(1, index).ShouldBe(2, 0, 5, 3);
        _m.gather(1, tensor(new long[] { 2, 0 }, new long[] { 2, 1 })).ShouldBe(2, 3);
        _m.masked_fill(_m > 3, 0).ShouldBe(0, 1, 2, 3, 0, 0);
        _m.select(0, 1).ShouldBe(3, 4, 5);
        zeros(3).index_add_(0, index, ones(2), 2).ShouldBe(2, 0, 2);
        zeros(3).scatter_add_(0, tensor(new long[] { 1, 1 }), ones(2)).ShouldBe(0, 2, 0);
        (_m > 3).nonzero().Longs().Should().Equal(1, 1, 1, 2);
    }

    [Fact]
    public void Order_TopKAndSort()
    {
        var x = tensor(new float[] { 3, 1, 2 });
        var (values, indexes) = x.topk(2);
        values.ShouldBe(3, 2);
        indexes.Longs().Should().Equal(0, 2);
        var (sorted, places) = sort(x, 0, true);
        sorted.ShouldBe(3, 2, 1);
        places.Longs().Should().Equal(0, 2, 1);
        x.argsort().Longs().Should().Equal(1, 2, 0);
    }
}
