using Misgen.Plugins;

namespace Misgen.Plugin.Abstractions.Tests;

public sealed class Philox4x32Tests
{
    // Random123 1.14, tests/kat_vectors, philox4x32 with 10 rounds: counter, key, result.
    [Theory]
    [InlineData("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void Generate_KnownAnswerVector_GivesPublishedWords(string counter, string key, string expected)
    {
        var block = Words(counter);
        var keyWords = Words(key);

        Philox4x32.Generate(block, keyWords[0], keyWords[1]);

        block.Should().Equal(Words(expected));
    }

    [Fact]
    public void Generate_LongerSpan_LeavesTheRestAlone()
    {
        uint[] block = [0, 0, 0, 0, 7];

        Philox4x32.Generate(block, 0, 0);

        block[0].Should().Be(0x6627e8d5);
        block[4].Should().Be(7);
    }

    [Fact]
    public void Generate_ThreeWords_Throws()
    {
        var generate = () => Philox4x32.Generate(new uint[3], 0, 0);

        generate.Should().Throw<ArgumentException>().WithMessage("*4 words*3*");
    }

    private static uint[] Words(string hexadecimal) =>
        [.. hexadecimal.Split(' ').Select(word => Convert.ToUInt32(word, 16))];
}
