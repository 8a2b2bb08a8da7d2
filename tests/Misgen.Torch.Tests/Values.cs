namespace Misgen.Torch.Tests;

/// <summary>A tensor's elements beside expected numbers.</summary>
internal static class Values
{
    public static float[] Floats(this Tensor tensor) => tensor.data<float>().ToArray();

    public static long[] Longs(this Tensor tensor) => tensor.data<long>().ToArray();

    public static bool[] Bools(this Tensor tensor) => tensor.data<bool>().ToArray();

    public static void ShouldBe(this Tensor tensor, params float[] expected) => tensor.ShouldBeNear(1e-6, expected);

    public static void ShouldBeNear(this Tensor tensor, double tolerance, params float[] expected)
    {
        var found = tensor.Floats();
        found.Should().HaveCount(expected.Length);
        for (var k = 0; k < found.Length; k++)
            found[k].Should().BeApproximately(expected[k], (float)(tolerance * Math.Max(1, Math.Abs(expected[k]))), "of element {0}", k);
    }
}
