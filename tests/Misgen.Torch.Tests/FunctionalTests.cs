using static TorchSharp.torch.nn;

namespace Misgen.Torch.Tests;

public sealed class FunctionalTests
{
    [Fact]
    public void Conv1d_WithStrideAndPadding_IsTheSlidingProduct()
    {
        var x = tensor(new float[] { 1, 2, 3, 4, 5 }, new long[] { 1, 1, 5 });
        var w = tensor(new float[] { 1, 0, -1 }, new long[] { 1, 1, 3 });
        // (0 − 2, 2 − 4, 4 − 0) + .5
        functional.conv1d(x, w, tensor(new[] { .5f }), 2, 1).ShouldBe(-1.5f, -1.5f, 4.5f);
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(1, 2, 2)]
    public void Conv1d_ManyChannels_EqualsPlainLoops(int stride, int padding, int dilation)
    {
        using var generator = new Generator(7);
        var x = randn(new long[] { 2, 3, 9 }, generator: generator);
        var w = randn(new long[] { 4, 3, 3 }, generator: generator);
        var b = randn(4, generator: generator);
        var found = functional.conv1d(x, w, b, stride, padding, dilation);
        var (xs, ws, bs) = (x.data<float>(), w.data<float>(), b.data<float>());
        var length = (9 + 2 * padding - dilation * 2 - 1) / stride + 1;
        found.shape.Should().Equal(2, 4, length);
        var expected = new float[2 * 4 * length];
        for (var n = 0; n < 2; n++)
        for (var o = 0; o < 4; o++)
        for (var l = 0; l < length; l++)
        {
            double sum = bs[o];
            for (var i = 0; i < 3; i++)
            for (var k = 0; k < 3; k++)
            {
                var at = l * stride + k * dilation - padding;
                if (at is >= 0 and < 9) sum += (double)xs[n, i, at] * ws[o, i, k];
            }

            expected[(n * 4 + o) * length + l] = (float)sum;
        }

        found.ShouldBeNear(1e-5, expected);
    }

    [Fact]
    public void Linear_IsWeightsTimesInputPlusBias()
    {
        var x = tensor(new float[] { 1, 2 }, new long[] { 1, 2 });
        var w = tensor(new float[] { 1, 0, 0, 1, 1, 1 }, new long[] { 3, 2 });
        functional.linear(x, w, tensor(new float[] { 10, 20, 30 })).ShouldBe(11, 22, 33);
        functional.linear(x, w).ShouldBe(1, 2, 3);
    }

    // Python torch 1.13: F.group_norm(arange(1, 13).view(1, 4, 3), 2, [1, 2, 3, 4], [.1, .2, .3, .4])
    [Fact]
    public void GroupNorm_TwoGroups_EqualsPython()
    {
        var x = arange(1, 13, float32).view(1, 4, 3);
        functional.group_norm(x, 2, tensor(new float[] { 1, 2, 3, 4 }), tensor(new[] { .1f, .2f, .3f, .4f })).ShouldBeNear(
            1e-5, -1.3638477f, -.7783086f, -.1927696f, .7855389f, 1.9566170f, 3.1276951f, -4.0915437f, -2.3349266f, -.5783095f, 1.5710769f,
            3.9132330f, 6.2553892f);
    }

    [Fact]
    public void LayerNorm_OfOneRow_HasMeanZeroAndVarianceOne() =>
        functional.layer_norm(tensor(new float[] { 1, 2, 4 }, new long[] { 1, 3 }), new long[] { 3 })
            .ShouldBeNear(1e-5, -1.0690414f, -.2672603f, 1.3363019f);

    // Python torch 1.13, and by hand: −2 / (1 + e²), 1.5 / (1 + e^−1.5).
    [Fact]
    public void Activations_AtKnownPoints_HaveKnownValues()
    {
        var x = tensor(new float[] { -2, 0, 1.5f });
        functional.silu(x).ShouldBe(-.23840584f, 0, 1.22636163f);
        functional.gelu(x).ShouldBe(-.0455001f, 0, 1.3997891f);
        functional.relu(x).ShouldBe(0, 0, 1.5f);
        functional.softplus(tensor(new float[] { -2, 0, 30 })).ShouldBe(.126928f, .69314718f, 30);
        functional.softmax(tensor(new float[] { 0, 0 }), 0).ShouldBe(.5f, .5f);
        functional.log_softmax(tensor(new float[] { 1, 2, 3 }), 0).ShouldBe(-2.4076059f, -1.4076059f, -.4076059f);
    }

    [Fact]
    public void Resampling_UpAndDown()
    {
        var x = tensor(new float[] { 1, 2 }, new long[] { 1, 1, 2 });
        functional.interpolate(x, null, new[] { 2.0 }, InterpolationMode.Nearest).ShouldBe(1, 1, 2, 2);
        functional.interpolate(x, new long[] { 4 }).ShouldBe(1, 1, 2, 2);
        functional.avg_pool1d(tensor(new float[] { 1, 3, 5, 9 }, new long[] { 1, 1, 4 }), 2).ShouldBe(2, 7);
        functional.pad(x, new long[] { 1, 2 }).ShouldBe(0, 1, 2, 0, 0);
        functional.pad(x, (1, 0), PaddingModes.Replicate).ShouldBe(1, 1, 2);
    }

    [Fact]
    public void Losses_OfSmallErrors()
    {
        var x = tensor(new float[] { 1, 2 });
        functional.mse_loss(x, zeros(2)).item<float>().Should().Be(2.5f);
        functional.mse_loss(x, zeros(2), Reduction.Sum).item<float>().Should().Be(5);
        functional.mse_loss(x, zeros(2), Reduction.None).ShouldBe(1, 4);
        functional.l1_loss(x, zeros(2)).item<float>().Should().Be(1.5f);
        functional.cross_entropy(zeros(1, 2), tensor(new long[] { 1 })).ShouldBe(.69314718f);
    }
}
