using static TorchSharp.torch.nn;

namespace Misgen.Torch.Tests;

public sealed class AutogradTests
{
    [Fact]
    public void Backward_OfASumOfSquares_IsTwiceTheTensor()
    {
        var x = tensor(new float[] { 1, 2, 3 }, requires_grad: true);
        x.grad.Should().BeNull();
        x.square().sum().backward();
        x.grad!.ShouldBe(2, 4, 6);
        x.square().sum().backward();
        x.grad!.ShouldBe(4, 8, 12);
        x.grad!.zero_();
        x.grad!.ShouldBe(0, 0, 0);
        x.grad = null;
        x.grad.Should().BeNull();
    }

    [Fact]
    public void Backward_ThroughSplitAndCat_ReachesTheFlatLeaf()
    {
        var flat = arange(5, float32).requires_grad_();
        var parts = flat.split(new long[] { 2, 3 });
        var w = parts[0].view(2, 1);
        var b = parts[1];
        cat(new[] { w.flatten() * 10, b * b }).sum().backward();
        flat.is_leaf.Should().BeTrue();
        flat.grad!.ShouldBe(10, 10, 4, 6, 8);
    }

    [Fact]
    public void Backward_WithAGradientOfItsOwn_Weighs()
    {
        var x = tensor(new float[] { 1, 2 }, requires_grad: true);
        (x * x).backward(new[] { tensor(new float[] { 1, 10 }) });
        x.grad!.ShouldBe(2, 40);
    }

    // Central differences in doubles.
    [Fact]
    public void Backward_ThroughConvolutionNormAndActivation_EqualsFiniteDifferences()
    {
        using var generator = new Generator(3);
        var x = randn(new long[] { 2, 2, 6 }, float64, generator: generator);
        var flat = randn(4 * 2 * 3 + 4 + 4 + 4, float64, generator: generator);
        Tensor Loss(Tensor p)
        {
            var s = p.split(new long[] { 24, 4, 4, 4 });
            var h = functional.conv1d(x, s[0].view(4, 2, 3), s[1], 1, 1);
            return functional.silu(functional.group_norm(h, 2, s[2], s[3])).square().mean();
        }

        flat.requires_grad_();
        Loss(flat).backward();
        var found = flat.grad!.data<double>().ToArray();
        using var quiet = no_grad();
        const double Step = 1e-5;
        for (var k = 0; k < found.Length; k++)
        {
            var at = zeros(found.Length, float64);
            at[k] = tensor(Step);
            var slope = (Loss(flat.detach() + at).ToDouble() - Loss(flat.detach() - at).ToDouble()) / (2 * Step);
            found[k].Should().BeApproximately(slope, 1e-7, "of parameter {0}", k);
        }
    }

    [Fact]
    public void Modes_GovernRecordingOnThisThread()
    {
        var x = ones(2).requires_grad_();
        using (no_grad())
        {
            is_grad_enabled().Should().BeFalse();
            (x * 2).requires_grad.Should().BeFalse();
            using (enable_grad()) (x * 2).requires_grad.Should().BeTrue();
            OtherThread.Run(is_grad_enabled).Should().BeTrue("the mode is the thread's own");
        }

        using (set_grad_enabled(false)) (x * 2).requires_grad.Should().BeFalse();
        using (inference_mode()) (x * 2).requires_grad.Should().BeFalse();
        (x * 2).requires_grad.Should().BeTrue();
        (x * 2).detach().requires_grad.Should().BeFalse();
    }
}
