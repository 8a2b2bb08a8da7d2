using Misgen.Learning.Diffusion;
using Misgen.Plugins;

namespace Misgen.Learning.Tests;

public sealed class DataOrderTests
{
    private const int Draws = 200_000;

    [Fact]
    public void Draw_NoWeights_IsTheStreamsIntegers()
    {
        var random = new RandomStream(1, "order");
        var order = new DataOrder(new RandomStream(1, "order"), 1000, null);

        long[] drawn = [.. order.Draw(64), .. order.Draw(64)];

        drawn.Should().Equal(Enumerable.Range(0, 128).Select(_ => (long)random.NextInt32(1000)));
    }

    [Fact]
    public void Draw_SameStream_GivesTheSameRows()
    {
        double[] weights = [1, 0, 2, 3];

        new DataOrder(new RandomStream(1, "order"), 4, weights).Draw(100)
            .Should().Equal(new DataOrder(new RandomStream(1, "order"), 4, weights).Draw(100));
    }

    // Zeros first, last and in between.
    [Fact]
    public void Draw_WeightsOfZero_AreNeverDrawn() =>
        Frequencies([0, 0, 3, 0, 1e-3, 0, 2, 0]).Select(count => count > 0).Should().Equal(false, false, true, false, true, false, true, false);

    [Fact]
    public void Draw_OneWeightAboveZero_IsAlwaysDrawn() => Frequencies([0, 0, 1e-300, 0])[2].Should().Be(Draws);

    // Pearson's X² has the mean k − 1 and the variance 2 (k − 1): four standard deviations.
    [Theory]
    [InlineData(1)]
    [InlineData(1e-6)]
    [InlineData(1e6)]
    public void Draw_Weights_AreFrequenciesWhateverTheirScale(double scale)
    {
        double[] weights = [.. Enumerable.Range(0, 101).Select(i => scale * (i % 3 == 0 ? 0 : 0.1 + (i % 7)))];

        var frequencies = Frequencies(weights);

        double[] expected = [.. weights.Select(weight => Draws * weight / weights.Sum())];
        var positive = weights.Count(weight => weight > 0);
        var square = frequencies.Zip(expected).Where(pair => pair.Second > 0).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second) / pair.Second);
        square.Should().BeInRange(positive - 1 - (4 * Math.Sqrt(2.0 * (positive - 1))), positive - 1 + (4 * Math.Sqrt(2.0 * (positive - 1))));
        frequencies.Zip(expected).Where(pair => pair.Second == 0).Should().OnlyContain(pair => pair.First == 0);
    }

    [Theory]
    [InlineData(new[] { 1.0, -1, 1 }, "Weight 1 is -1: none may be negative.*")]
    [InlineData(new[] { 1, 1, double.NaN }, "Weight 2 is NaN: none may be negative.*")]
    [InlineData(new[] { 0.0, 0, 0 }, "The weights sum to 0: a positive number is needed.*")]
    [InlineData(new[] { 1, double.PositiveInfinity, 1 }, "The weights sum to Infinity: a positive number is needed.*")]
    [InlineData(new[] { 1.0, 1 }, "3 demonstrations need as many weights, not 2.*")]
    public void Create_NoWeights_Throws(double[] weights, string message)
    {
        var create = () => new DataOrder(new RandomStream(1, "order"), 3, weights);

        create.Should().Throw<ArgumentException>().WithMessage(message);
    }

    private static int[] Frequencies(double[] weights)
    {
        var counts = new int[weights.Length];
        foreach (var row in new DataOrder(new RandomStream(2, "frequencies"), weights.Length, weights).Draw(Draws))
            counts[row]++;
        return counts;
    }
}
