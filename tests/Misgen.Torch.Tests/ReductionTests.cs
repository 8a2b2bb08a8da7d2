namespace Misgen.Torch.Tests;

public sealed class ReductionTests
{
    private readonly Tensor _m = tensor(new float[] { 1, 2, 3, 4, 5, 9 }, new long[] { 2, 3 });

    [Fact]
    public void Sums_OverAllAndOverDimensions()
    {
        _m.sum().item<float>().Should().Be(24);
        _m.sum(0L).ShouldBe(5, 7, 12);
        _m.sum(new long[] { 0, 1 }).item<float>().Should().Be(24);
        _m.sum(1, true).shape.Should().Equal(2, 1);
        _m.mean().item<float>().Should().Be(4);
        _m.mean(new long[] { 1 }, true).ShouldBe(2, 6);
        _m.cumsum(1).ShouldBe(1, 3, 6, 4, 9, 18);
        _m.prod(1).ShouldBe(6, 180);
    }

    [Fact]
    public void Spread_BiasedAndUnbiased()
    {
        // Rows: deviations (-1, 0, 1) and (-2, -1, 3).
        _m.var(1).ShouldBe(1, 7);
        _m.var(1, false).ShouldBe(2f / 3, 14f / 3);
        _m.std(new long[] { 1 }).ShouldBe(1, MathF.Sqrt(7));
        _m.var(false).item<float>().Should().BeApproximately(40f / 6, 1e-5f);
    }

    [Fact]
    public void Extremes_WithTheirPlaces()
    {
        _m.max().item<float>().Should().Be(9);
        var (values, indexes) = _m.max(1);
        values.ShouldBe(3, 9);
        indexes.Longs().Should().Equal(2, 2);
        _m.min(0).values.ShouldBe(1, 2, 3);
        _m.amax(new long[] { 0 }).ShouldBe(4, 5, 9);
        _m.amin(0, 1).item<float>().Should().Be(1);
        _m.argmax().item<long>().Should().Be(5);
        _m.argmin(1).Longs().Should().Equal(0, 0);
    }

    [Fact]
    public void Norms_AndLogSumExp()
    {
        tensor(new float[] { 3, 4 }).norm().item<float>().Should().Be(5);
        _m.norm(1, false, 1).ShouldBe(6, 18);
        // log(e + e² + e³) = 3.40760596
        tensor(new float[] { 1, 2, 3 }, new long[] { 1, 3 }).logsumexp(1).ShouldBe(3.40760596f);
        _m.quantile(tensor(.5f), 1).ShouldBe(2, 5);
    }

    [Fact]
    public void AllAndAny_OfBooleans()
    {
        (_m > 0).all().item<bool>().Should().BeTrue();
        (_m > 8).any(1).Bools().Should().Equal(false, true);
        (_m > 4).count_nonzero().item<long>().Should().Be(2);
    }
}
