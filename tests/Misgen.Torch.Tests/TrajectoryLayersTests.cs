using System.Runtime.InteropServices;
using Misgen.Torch.Interop;
using static TorchSharp.torch.nn;

namespace Misgen.Torch.Tests;

/// <summary>The layers over native/layers beside libtorch's own operators, with every instruction set that this processor has.</summary>
public sealed class TrajectoryLayersTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string> InstructionSets
    {
        get
        {
            var sets = new TheoryData<string>();
            foreach (var name in (string[])["generic", "avx2", "avx512"])
            {
                if (Native.SetLayerInstructions(name) == 0) sets.Add(name);
            }

            return sets;
        }
    }

    [Theory]
    [MemberData(nameof(InstructionSets))]
    public void Conv1d_EveryGeometry_EqualsLibtorchWithItsGradients(string instructions)
    {
        Native.Check(Native.SetLayerInstructions(instructions));
        // Batch, channels in and out, length, width, stride, repeat: the U-Net's, odd numbers at the edges of tiles, and a batch that
        // the kernels leave to libtorch.
        (int Batch, int In, int Out, int Length, int Width, int Stride, int Repeat)[] cases =
        [
            (64, 24, 24, 64, 5, 1, 1), (64, 1, 24, 16, 5, 1, 1), (64, 24, 2, 16, 5, 1, 1), (64, 24, 24, 32, 3, 2, 1),
            (64, 64, 48, 4, 3, 1, 2), (16, 48, 64, 16, 1, 1, 1), (48, 7, 5, 12, 5, 1, 1), (80, 27, 13, 9, 3, 2, 3), (5, 6, 4, 8, 5, 1, 1),
        ];
        foreach (var c in cases)
        {
            using var scope = NewDisposeScope();
            using var generator = new Generator(7);
            var (x, w) = (randn(new long[] { c.Batch, c.In, c.Length }, generator: generator), randn(new long[] { c.Out, c.In, c.Width }, generator: generator));
            var (b, offset) = (randn(c.Out, generator: generator), randn(c.Batch, c.Out, generator: generator));
            var padding = c.Width / 2;
            ShouldAgree(
                [x, w, b, offset],
                t => TrajectoryLayers.Conv1d(t[0], t[1], t[2], c.Stride, padding, c.Repeat, t[3]),
                t => functional.conv1d(t[0].repeat_interleave(c.Repeat, 2), t[1], t[2], c.Stride, padding) + t[3].unsqueeze(2), $"{instructions} {c}");
            ShouldAgree(
                [x, w, b],
                t => TrajectoryLayers.Conv1d(t[0], t[1], t[2], c.Stride, padding, c.Repeat),
                t => functional.conv1d(t[0].repeat_interleave(c.Repeat, 2), t[1], t[2], c.Stride, padding), $"{instructions} {c} without offset");
        }
    }

    [Theory]
    [MemberData(nameof(InstructionSets))]
    public void GroupNormSilu_EveryShape_EqualsLibtorchWithItsGradients(string instructions)
    {
        Native.Check(Native.SetLayerInstructions(instructions));
        foreach (var (batch, channels, length, groups) in ((int, int, int, int)[])[(64, 24, 64, 4), (64, 64, 4, 4), (16, 4, 3, 1), (80, 12, 7, 12), (5, 8, 8, 2)])
        {
            using var scope = NewDisposeScope();
            using var generator = new Generator(9);
            var x = randn(new long[] { batch, channels, length }, generator: generator) * 3 + 1;
            ShouldAgree(
                [x, randn(channels, generator: generator), randn(channels, generator: generator)],
                t => TrajectoryLayers.GroupNormSilu(t[0], groups, t[1], t[2]),
                t => functional.silu(functional.group_norm(t[0], groups, t[1], t[2])), $"{instructions} {batch} {channels} {length} {groups}");
        }
    }

    [Theory]
    [MemberData(nameof(InstructionSets))]
    public void GroupNormSilu_FarTails_AreZeroAndTheIdentity(string instructions)
    {
        Native.Check(Native.SetLayerInstructions(instructions));
        // Two values a group: ±1 after normalisation, times 1e4.
        var x = tensor(Enumerable.Range(0, 32).Select(i => i % 2 == 0 ? -5f : 5f).ToArray(), new long[] { 16, 1, 2 });
        var y = TrajectoryLayers.GroupNormSilu(x, 1, tensor(new[] { 1e4f }), tensor(new[] { 0f }), 0);
        y.ShouldBe(Enumerable.Range(0, 32).Select(i => i % 2 == 0 ? 0f : 1e4f).ToArray());
    }

    [Fact]
    public void Conv1d_OfItsOwnOutput_CopiesNothing()
    {
        var x = zeros(32, 3, 8);
        var y = TrajectoryLayers.Conv1d(x, zeros(3, 3, 5), zeros(3), 1, 2);
        y.stride().Should().Equal(1, 32, 96);
        (y + y).stride().Should().Equal(1, 32, 96);
    }

    [Fact]
    public void Conv1d_ChannelsThatDoNotMatch_ThrowsLibtorchsMessage()
    {
        var convolve = () => TrajectoryLayers.Conv1d(zeros(16, 3, 8), zeros(4, 2, 5), zeros(4), 1, 2);
        convolve.Should().Throw<ExternalException>().WithMessage("*expected input*to have 2 channels, but got 3 channels*");
        var stride = () => TrajectoryLayers.Conv1d(zeros(16, 3, 8), zeros(4, 3, 5), zeros(4), 0, 2);
        stride.Should().Throw<ExternalException>().WithMessage("*stride and repeat must be positive*");
    }

    [Fact]
    public void SetLayerInstructions_Unknown_IsAnError() =>
        ((Action)(() => Native.Check(Native.SetLayerInstructions("mmx")))).Should().Throw<ExternalException>().WithMessage("*no mmx kernels*");

    private static void ShouldAgree(Tensor[] inputs, Func<Tensor[], Tensor> found, Func<Tensor[], Tensor> expected, string what)
    {
        var (a, gradientsA) = WithGradients(inputs, found);
        var (b, gradientsB) = WithGradients(inputs, expected);
        a.shape.Should().Equal(b.shape, what);
        Difference(a, b).Should().BeLessThan(Tolerance, "{0}: output", what);
        for (var k = 0; k < inputs.Length; k++)
            Difference(gradientsA[k], gradientsB[k]).Should().BeLessThan(Tolerance, "{0}: gradient {1}", what, k);
    }

    // The gradients of the output's product with fixed numbers.
    private static (Tensor Output, Tensor[] Gradients) WithGradients(Tensor[] inputs, Func<Tensor[], Tensor> function)
    {
        Tensor[] leaves = [.. inputs.Select(input => input.detach().clone().requires_grad_())];
        using var generator = new Generator(11);
        var output = function(leaves);
        (output * randn(output.shape, generator: generator)).sum().backward();
        return (output.detach(), [.. leaves.Select(leaf => leaf.grad!)]);
    }

    // Largest difference, as a share of the largest value.
    private static double Difference(Tensor a, Tensor b) => (double)(a - b).abs().max().item<float>() / Math.Max(1e-3, b.abs().max().item<float>());
}
