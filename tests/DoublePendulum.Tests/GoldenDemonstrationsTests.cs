using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Misgen.Plugins.DoublePendulum.Tests;

/// <summary>
/// Pins the bytes of the demonstrations: a change of the simulator, of the random stream or of the order in which numbers are drawn
/// must not go unnoticed, because everything trained before would silently belong to other data.
/// </summary>
public sealed class GoldenDemonstrationsTests
{
    // The digest holds for the reference platform: x86-64, glibc 2.36 (Debian 12). sin and cos of the start are the C library's and may
    // differ in the last bit elsewhere; everything after is + − × ÷ √ and fused multiply-adds, which IEEE 754 fixes. To pin it on a
    // new reference platform, or after a wanted change, take the values that the test prints.
    private const string ReferenceMathematics = "c83bad98e67011ee";

    [SkippableFact]
    public void Demonstrations_FirstHundredOnTheReferencePlatform_HaveTheGoldenDigest()
    {
        var mathematics = MathematicsOfThisPlatform();
        Skip.If(mathematics != ReferenceMathematics, $"sin or cos differ in the last bit from the reference platform's: {mathematics}");

        Digest(LoadedPendulum.Demonstrations(100, 2)).Should().Be("7654e4e486c2ebbc1c99dee854f6f349623a8017aa2105ccbe1e155e152e44d5");
    }

    private static string MathematicsOfThisPlatform() =>
        Digest([.. Enumerable.Range(1, 1000).Select(i => i * 0.0063).SelectMany(x => (double[])[Math.Sin(x), Math.Cos(x), .. Both(Math.SinCos(x))])])[..16];

    private static double[] Both((double Sin, double Cos) pair) => [pair.Sin, pair.Cos];

    private static string Digest<T>(T[] values)
        where T : struct => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())));
}
