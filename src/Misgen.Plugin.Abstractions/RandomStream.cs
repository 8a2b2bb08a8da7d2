using System.Runtime.CompilerServices;

namespace Misgen.Plugins;

/// <summary>
/// A stream of random numbers that belongs to (seed, purpose, index) and to nothing else. Two streams with the same key give the
/// same numbers on any thread and in any order; streams with different keys are independent for all practical purposes.
/// A stream is not thread-safe; make one per trajectory.
/// </summary>
public sealed class RandomStream
{
    private readonly uint _key0;
    private readonly uint _key1;
    private readonly ulong _index;
    private Block _block;
    private ulong _nextBlock;
    private int _used = 4;

    /// <summary>Makes the stream of one (seed, purpose, index).</summary>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="purpose">What the numbers are for, such as <c>synthetic/sine/demonstrations</c>.</param>
    /// <param name="index">Which item of that purpose: a trajectory's number, a bootstrap replicate.</param>
    public RandomStream(ulong seed, string purpose, ulong index = 0)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        var key = Mix(seed ^ Mix(Hash(purpose)));
        _key0 = (uint)key;
        _key1 = (uint)(key >> 32);
        _index = index;
    }

    private RandomStream(uint key0, uint key1, ulong index)
    {
        _key0 = key0;
        _key1 = key1;
        _index = index;
    }

    /// <summary>
    /// The stream of the same seed and purpose for another item, from its first number on: without the cost of the purpose's hash.
    /// </summary>
    /// <param name="index">Which item.</param>
    public RandomStream ForIndex(ulong index) => new(_key0, _key1, index);

    /// <summary>The next 32 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public uint NextUInt32()
    {
        if (_used == 4)
        {
            _block[0] = (uint)_nextBlock;
            _block[1] = (uint)(_nextBlock >> 32);
            _block[2] = (uint)_index;
            _block[3] = (uint)(_index >> 32);
            Philox4x32.Generate(_block, _key0, _key1);
            _nextBlock++;
            _used = 0;
        }

        return _block[_used++];
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64() => NextUInt32() | ((ulong)NextUInt32() << 32);

    /// <summary>A number uniform on [0, 1) with 53 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number uniform on [<paramref name="low"/>, <paramref name="high"/>).</summary>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end.</param>
    public double NextUniform(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>A standard normal number, by Box and Muller's transform (Ann. Math. Stat. 29, 1958), one per two uniforms.</summary>
    public double NextNormal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>An integer uniform on 0 … <paramref name="count"/> − 1, without bias (Lemire, ACM TOMACS 29, 2019).</summary>
    /// <param name="count">How many values; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public int NextInt32(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var threshold = (uint)(-count) % (uint)count;
        while (true)
        {
            var product = (ulong)NextUInt32() * (uint)count;
            if ((uint)product >= threshold)
                return (int)(product >> 32);
        }
    }

    // FNV-1a over the UTF-16 code units, low byte first.
    private static ulong Hash(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var unit in text)
        {
            hash = (hash ^ (byte)unit) * 0x100000001B3;
            hash = (hash ^ (byte)(unit >> 8)) * 0x100000001B3;
        }

        return hash;
    }

    // The finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): a bijection with full avalanche.
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    // Part of the stream: a stream is one object.
    [InlineArray(4)]
    private struct Block
    {
        private uint _word;
    }
}
