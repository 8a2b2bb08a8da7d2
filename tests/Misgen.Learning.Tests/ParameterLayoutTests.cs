using Misgen.Core.Store;
using Misgen.Learning.Models;

namespace Misgen.Learning.Tests;

public sealed class ParameterLayoutTests
{
    private static readonly ParameterLayout Layout = new ResidualMlp(new DenoiserShape(4, 1, 0, 8)).Layout;

    [Fact]
    public void Count_ResidualMlp_IsThatOfItsLayers()
    {
        // time 2 × (64·64 + 64), input 4·8 + 8, three blocks of 64·8 + 8 + 8·8 + 8, output 8·4 + 4.
        Layout.Count.Should().Be((2 * ((64 * 64) + 64)) + 40 + (3 * (520 + 72)) + 36);
    }

    [Fact]
    public void Initialise_SameSeed_SameBitsOtherSeedOthers()
    {
        Layout.Initialise(3).Should().Equal(Layout.Initialise(3));
        Layout.Initialise(3).Should().NotEqual(Layout.Initialise(4));
    }

    [Fact]
    public void Initialise_LinearLayer_IsUniformWithinOneOverRootFanIn()
    {
        var first = Layout.Initialise(0).AsSpan(0, 64 * 64).ToArray();

        first.Should().OnlyContain(value => Math.Abs(value) <= 1 / 8f);
        first.Average().Should().BeApproximately(0, 0.005f);
        first.Average(value => value * value).Should().BeApproximately(1 / 64f / 3, 3e-4f, "the variance of U[−b, b] is b²/3");
    }

    [Fact]
    public void FromTensors_CheckpointOfToTensors_ReturnsTheSameValues()
    {
        var flat = Layout.Initialise(1);

        var tensors = Layout.ToTensors(flat).ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);

        Layout.FromTensors(tensors).Should().Equal(flat);
    }

    [Fact]
    public void FromTensors_MissingTensor_NamesIt()
    {
        var tensors = Layout.ToTensors(Layout.Initialise(1)).Where(tensor => tensor.Name != "input.bias")
            .ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);

        var read = () => Layout.FromTensors(tensors);

        read.Should().Throw<InvalidDataException>().WithMessage("*'input.bias' of shape [8]*");
    }

    [Fact]
    public void FromTensors_OtherShape_NamesIt()
    {
        var tensors = Layout.ToTensors(Layout.Initialise(1)).ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        tensors["input.bias"] = StoredTensor.Of("input.bias", new float[7], 7);

        var read = () => Layout.FromTensors(tensors);

        read.Should().Throw<InvalidDataException>().WithMessage("*'input.bias' of shape [8]*");
    }
}
