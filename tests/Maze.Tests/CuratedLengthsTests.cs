namespace Misgen.Plugins.Maze.Tests;

public sealed class CuratedLengthsTests
{
    private const int Count = 20_000;
    private const int Bins = 40;

    // Of Kolmogorov's distribution: D √n is below 1.36 for 95 % of samples.
    private const double Kolmogorov95 = 1.358;

    [Theory]
    [InlineData("maze/umaze")]
    [InlineData("maze/medium")]
    public void Curate_TwentyThousandDemonstrations_AreUniformAcrossAndInsideBins(string id)
    {
        var maze = LoadedMaze.Of(id);
        var range = maze.Task.Quantity.Range;

        var positions = maze.Quantities(maze.Demonstrations(Count)).Select(q => (q - range.Low) / range.Width).ToArray();

        positions.Should().OnlyContain(position => position > -1e-5 && position < 1 + 1e-5);
        TotalVariationToUniform(positions).Should().BeLessThan(Floor95(), "95 % of uniform samples are");
        (KolmogorovDistance(positions) * Math.Sqrt(Count)).Should().BeLessThan(Kolmogorov95);
        var insideBins = positions.Select(position => (Bins * position) - Math.Floor(Bins * position));
        (KolmogorovDistance(insideBins) * Math.Sqrt(Count)).Should().BeLessThan(Kolmogorov95);
    }

    private static double Floor95()
    {
        var draws = new RandomStream(7, "noise floor");
        var floor = Enumerable.Range(0, 200)
            .Select(_ => TotalVariationToUniform(Enumerable.Range(0, Count).Select(_ => draws.NextDouble()))).Order().ToArray();
        // ½ Σ E|count − expected| / n for 40 equal bins: 20 · sqrt(2/π · (1/40)(39/40) / 20000).
        floor.Average().Should().BeApproximately(0.0176, 0.0004, "that is what normal theory gives");
        return floor[189];
    }

    private static double TotalVariationToUniform(IEnumerable<double> positions)
    {
        var counts = new int[Bins];
        foreach (var position in positions)
            counts[Math.Clamp((int)(Bins * position), 0, Bins - 1)]++;
        return counts.Sum(count => Math.Abs((count / (double)Count) - (1.0 / Bins))) / 2;
    }

    private static double KolmogorovDistance(IEnumerable<double> positions)
    {
        var sorted = positions.Order().ToArray();
        return sorted.Select((position, i) => Math.Max(position - (i / (double)sorted.Length), ((i + 1.0) / sorted.Length) - position)).Max();
    }
}
