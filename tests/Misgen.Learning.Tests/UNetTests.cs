using Misgen.Learning.Models;

namespace Misgen.Learning.Tests;

public sealed class UNetTests
{
    [Fact]
    public void Velocity_KnownWeights_EqualsTheReferenceInPyTorch()
    {
        // Printed by bench/reference/unet_values.py, which builds the same network in PyTorch.
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var network = new UNet(new DenoiserShape(16, 2, 0, 24));
        var flat = Enumerable.Range(0, network.Layout.Count).Select(i => (float)(0.1 * Math.Sin(i))).ToArray();
        var x = new float[2 * 2 * 16];
        for (var i = 0; i < x.Length; i++)
            x[i] = (float)Math.Cos((0.3 * (i % 16)) + (i / 32) + (2 * (i / 16 % 2)));

        var v = network.Velocity(network.Layout.Bind(tensor(flat)), tensor(x, [2, 2, 16]), tensor(new[] { 0.2f, 0.7f }), null);

        var values = v.data<float>().ToArray();
        network.Layout.Count.Should().Be(137_034);
        Compare(values.AsSpan(0, 4), [0.094136f, 0.095616f, 0.09598f, 0.09803f]);
        Compare(values.AsSpan(values.Length - 4), [0.017685f, 0.014151f, 0.024811f, 0.031669f]);
        values.Sum(Math.Abs).Should().BeApproximately(3.8007f, 5e-4f);

        static void Compare(ReadOnlySpan<float> actual, float[] expected)
        {
            for (var i = 0; i < expected.Length; i++)
                actual[i].Should().BeApproximately(expected[i], 3e-6f);
        }
    }

    [Fact]
    public void Layout_CpuSetting_HasTheParametersOfTheMethod() =>
        new UNet(new DenoiserShape(64, 1, 0, 24)).Layout.Count.Should().BeInRange(135_000, 145_000, "method.md: 0.14 M");

    [Fact]
    public void Velocity_FreshNetwork_IsZero()
    {
        using var scope = NewDisposeScope();
        var network = new UNet(new DenoiserShape(32, 2, 0, 24));

        var v = network.Velocity(network.Layout.Bind(tensor(network.Layout.Initialise(0))), ones([3, 2, 32]), full([3], 0.5), null);

        v.shape.Should().Equal(3, 2, 32);
        v.abs().max().ToSingle().Should().Be(0);
    }

    [Fact]
    public void Velocity_WithCondition_DependsOnIt()
    {
        using var scope = NewDisposeScope();
        var network = new UNet(new DenoiserShape(16, 1, 9, 24));
        var weights = network.Layout.Bind(tensor(Enumerable.Range(0, network.Layout.Count).Select(i => (float)(0.4 * Math.Sin(i))).ToArray()));
        var (x, t) = (ones([1, 1, 16]), full([1], 0.5));

        var difference = network.Velocity(weights, x, t, zeros([1, 9])) - network.Velocity(weights, x, t, ones([1, 9]));

        difference.abs().max().ToSingle().Should().BeGreaterThan(1e-6f);
    }

    [Theory]
    [InlineData(18, 24, "length")]
    [InlineData(16, 22, "channels")]
    public void Constructor_SizeThatDoesNotDivide_SaysSo(int length, int width, string what)
    {
        var construct = () => new UNet(new DenoiserShape(length, 1, 0, width));

        construct.Should().Throw<ArgumentException>().WithMessage($"*{what}*multiple of 4*");
    }
}
