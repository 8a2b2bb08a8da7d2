using System.Runtime.CompilerServices;

namespace Misgen.Plugins;

/// <summary>
/// The counter-based generator Philox 4x32 with 10 rounds: 128 random bits as a pure function of a 128-bit counter and a
/// 64-bit key. Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 4.3.
/// </summary>
public static class Philox4x32
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>Replaces the counter in <paramref name="block"/> (4 words) by the 4 random words that belong to it.</summary>
    /// <param name="block">In: the counter, low word first. Out: the random words. Exactly 4 elements are used.</param>
    /// <param name="key0">Low word of the key.</param>
    /// <param name="key1">High word of the key.</param>
    /// <exception cref="ArgumentException"><paramref name="block"/> has fewer than 4 elements.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Generate(Span<uint> block, uint key0, uint key1)
    {
        if (block.Length < 4)
            throw new ArgumentException($"A Philox block has 4 words, this span has {block.Length}.", nameof(block));

        uint c0 = block[0], c1 = block[1], c2 = block[2], c3 = block[3];
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * c0;
            var product1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ key0;
            c1 = (uint)product1;
            c2 = (uint)(product0 >> 32) ^ c3 ^ key1;
            c3 = (uint)product0;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        block[0] = c0;
        block[1] = c1;
        block[2] = c2;
        block[3] = c3;
    }
}
