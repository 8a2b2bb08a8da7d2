using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Misgen.Plugins.DoublePendulum.Tests;

/// <summary>
/// Pins the bytes of the demonstrations: a change of the simulator, of the random stream or of the order in which numbers are drawn
/// must not go unnoticed, because everything trained before would silently belong to other data.
/// </summary>
public sealed class GoldenDemonstrationsTests
{
    // Simulation is + − × ÷ √ and fused multiply-adds, which IEEE 754 fixes: the digest holds on every processor. After a wanted change,
    // take the value that the test prints.
    [Fact]
    public void Demonstrations_FirstHundred_HaveTheGoldenDigest() =>
        Digest(LoadedPendulum.Demonstrations(100, 2)).Should().Be("4a0d2326a8b09c2c0718770a9abb9071104f60d6e29ea2d46d6a99eb5ca0194a");

    private static string Digest<T>(T[] values)
        where T : struct => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())));
}
