using FsCheck;
using FsCheck.Fluent;
using Misgen.Plugins;

namespace Misgen.Plugin.Abstractions.Tests;

public sealed class RandomStreamTests
{
    // An independent implementation in Python: FNV-1a over UTF-16, SplitMix64's finalizer, Philox 4x32-10.
    [Theory]
    [InlineData(1, "synthetic/sine/demonstrations", 0, "9b9de07c 76a95512 e2e5c051 dad6db80 3a788776")]
    [InlineData(ulong.MaxValue, "θ", (1UL << 40) + 3, "d48debe8 05742f9d cf5ec8f5 b34d0edd 8d60b1be")]
    public void NextUInt32_KnownKey_GivesTheWordsOfAnotherImplementation(ulong seed, string purpose, ulong index, string expected)
    {
        var stream = new RandomStream(seed, purpose, index);

        var words = Enumerable.Range(0, 5).Select(_ => stream.NextUInt32());

        words.Should().Equal(expected.Split(' ').Select(word => Convert.ToUInt32(word, 16)));
    }

    [Fact]
    public void ForIndex_AnyStreamEvenAUsedOne_IsTheStreamOfThatIndex()
    {
        var used = new RandomStream(3, "purpose", 9);
        used.NextUInt64();
        var (made, expected) = (used.ForIndex(1UL << 40), new RandomStream(3, "purpose", 1UL << 40));

        for (var i = 0; i < 10; i++)
            made.NextUInt32().Should().Be(expected.NextUInt32());
    }

    [Fact]
    public void NextUInt64_SameKey_GivesTheSameNumbers() => Prop.ForAll<ulong, NonNull<string>, ulong>((seed, purpose, index) =>
    {
        var (one, other) = (new RandomStream(seed, purpose.Get, index), new RandomStream(seed, purpose.Get, index));
        return Enumerable.Range(0, 10).All(_ => one.NextUInt64() == other.NextUInt64());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void NextUInt64_NeighbouringKeys_GiveOtherNumbers() => Prop.ForAll<ulong, ulong>((seed, index) =>
    {
        ulong[] firsts =
        [
            new RandomStream(seed, "a", index).NextUInt64(),
            new RandomStream(unchecked(seed + 1), "a", index).NextUInt64(),
            new RandomStream(seed, "b", index).NextUInt64(),
            new RandomStream(seed, "a", unchecked(index + 1)).NextUInt64(),
        ];
        return firsts.Distinct().Count() == firsts.Length;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void NextUInt32_InterleavedStreams_DoNotDisturbEachOther()
    {
        var alone = new RandomStream(1, "a", 5);
        var expected = Enumerable.Range(0, 20).Select(_ => alone.NextUInt32()).ToArray();
        var (one, other) = (new RandomStream(1, "a", 5), new RandomStream(1, "a", 6));

        var interleaved = expected.Select(_ =>
        {
            other.NextUInt32();
            return one.NextUInt32();
        });

        interleaved.Should().Equal(expected);
    }

    [Fact]
    public void NextUInt64_AfterFourWords_StartsANewBlockLowWordFirst()
    {
        var (words, wide) = (new RandomStream(9, "w"), new RandomStream(9, "w"));

        for (var i = 0; i < 6; i++)
            wide.NextUInt64().Should().Be(words.NextUInt32() | ((ulong)words.NextUInt32() << 32));
    }

    [Fact]
    public void NextDouble_HundredThousand_AreUniform()
    {
        const int Count = 100_000;
        var stream = new RandomStream(2, "uniform");
        var counts = new int[100];
        for (var i = 0; i < Count; i++)
            counts[(int)(stream.NextDouble() * 100)]++;

        // χ² with 99 degrees of freedom; its 0.01 % and 99.99 % points are 53 and 161 (scipy.stats.chi2.ppf).
        counts.Sum(count => (count - 1000.0) * (count - 1000.0) / 1000).Should().BeInRange(53, 161);
    }

    [Fact]
    public void NextDouble_NeighbouringStreams_AreUncorrelated()
    {
        const int Count = 20_000;
        var products = 0.0;
        for (var i = 0UL; i < Count; i++)
            products += (new RandomStream(3, "n", i).NextDouble() - 0.5) * (new RandomStream(3, "n", i + 1).NextDouble() - 0.5);

        // The standard deviation of a product is 1/12.
        (products / Count * 12).Should().BeInRange(-4 / Math.Sqrt(Count), 4 / Math.Sqrt(Count));
    }

    [Fact]
    public void NextUniform_Range_StaysInIt()
    {
        var stream = new RandomStream(4, "range");
        for (var i = 0; i < 1000; i++)
            stream.NextUniform(-2, 3).Should().BeInRange(-2, 3);
    }

    [Fact]
    public void NextNormal_TwoHundredThousand_HaveTheMomentsOfAStandardNormal()
    {
        const int Count = 200_000;
        var stream = new RandomStream(5, "normal");
        var (first, second, third, fourth) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < Count; i++)
        {
            var z = stream.NextNormal();
            first += z / Count;
            second += z * z / Count;
            third += z * z * z / Count;
            fourth += z * z * z * z / Count;
        }

        // Variances of z, z², z³, z⁴ are 1, 2, 15, 96; four standard errors each.
        var unit = 4 / Math.Sqrt(Count);
        first.Should().BeApproximately(0, unit);
        second.Should().BeApproximately(1, unit * Math.Sqrt(2));
        third.Should().BeApproximately(0, unit * Math.Sqrt(15));
        fourth.Should().BeApproximately(3, unit * Math.Sqrt(96));
    }

    [Fact]
    public void NextInt32_CountThatDoesNotDivide_IsUnbiased()
    {
        // 2^32 mod count is two thirds of count: a remainder would put 3/4 instead of 2/3 of the draws below it.
        const int Count = 3 << 29;
        const int Draws = 50_000;
        var stream = new RandomStream(6, "integers");
        var below = Enumerable.Range(0, Draws).Count(_ => stream.NextInt32(Count) < Count / 3 * 2);

        ((double)below / Draws).Should().BeApproximately(2.0 / 3, 4 * Math.Sqrt(2.0 / 9 / Draws));
    }

    [Fact]
    public void NextInt32_Seven_GivesEachEquallyOften()
    {
        var stream = new RandomStream(7, "die");
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[stream.NextInt32(7)]++;

        // χ² with 6 degrees of freedom; its 99.99 % point is 27.9.
        counts.Sum(count => (count - 10_000.0) * (count - 10_000.0) / 10_000).Should().BeLessThan(27.9);
    }

    [Fact]
    public void NextInt32_AnyCount_StaysBelowIt() => Prop.ForAll<ulong, PositiveInt>((seed, count) =>
        new RandomStream(seed, "bound").NextInt32(count.Get) is var value && value >= 0 && value < count.Get)
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void NextInt32_CountBelowOne_Throws(int count)
    {
        var draw = () => new RandomStream(1, "none").NextInt32(count);

        draw.Should().Throw<ArgumentOutOfRangeException>();
    }
}
