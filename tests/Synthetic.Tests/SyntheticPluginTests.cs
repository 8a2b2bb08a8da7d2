namespace Misgen.Plugins.Synthetic.Tests;

public sealed class SyntheticPluginTests
{
    [Fact]
    public void Load_BuiltFolder_BringsThreeTasks()
    {
        SyntheticTask.Catalog.Refused.Should().BeEmpty();
        SyntheticTask.Catalog.Tasks.Select(entry => entry.Task.Id).Should().Equal("synthetic/sine", "synthetic/cone", "synthetic/logistic");
        SyntheticTask.Catalog.Plugins.Should().ContainSingle().Which.Name.Should().Be("Synthetic");
    }

    // method.md §2.
    [Theory]
    [InlineData("synthetic/sine", 64, 1, 1, 6, "cycles/window")]
    [InlineData("synthetic/cone", 32, 2, 0, 0.5, "1")]
    [InlineData("synthetic/logistic", 16, 1, 3.5, 4, "1")]
    public void Task_Layout_IsThatOfTheMethod(string id, int length, int channels, double low, double high, string unit)
    {
        var task = SyntheticTask.Of(id).Task;

        task.Simulator.Layout.Length.Should().Be(length);
        task.Simulator.Layout.Channels.Should().HaveCount(channels);
        task.Quantity.Range.Should().Be(new QuantityRange(low, high));
        task.Quantity.Unit.Should().Be(unit);
        task.Defects.Should().ContainSingle().Which.Tolerance.Should().Be(0.05);
        task.Curator.Target.Name.Should().Be("uniform");
    }

    [Theory]
    [InlineData("synthetic/sine", 2e-5)]
    [InlineData("synthetic/cone", 1e-6)]
    [InlineData("synthetic/logistic", 2e-6)]
    public void Simulate_WantedQuantity_IsMeasuredUpToTheRoundingOfFloats(string id, double rounding)
    {
        var task = SyntheticTask.Of(id);
        var range = task.Task.Quantity.Range;

        for (var i = 0; i <= 500; i++)
        {
            var wanted = range.Low + (range.Width * i / 500);
            var trajectory = task.Simulate(wanted, i);
            task.Quantity(trajectory).Should().BeApproximately(wanted, rounding, $"trajectory {i} was simulated with it");
            task.Defect(trajectory).Should().BeInRange(0, 2e-4);
        }
    }

    // White noise of the demonstrations' own size, value by value from another demonstration: nothing of the physics is left.
    [Theory]
    [InlineData("synthetic/sine")]
    [InlineData("synthetic/cone")]
    [InlineData("synthetic/logistic")]
    public void Defect_ValuesShuffledAcrossDemonstrations_IsAboveTheTolerance(string id)
    {
        var task = SyntheticTask.Of(id);
        var size = task.Task.Simulator.Layout.Size;
        var demonstrations = task.Demonstrations(size, 1);
        var shuffled = new float[demonstrations.Length];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                shuffled[(i * size) + j] = demonstrations[((i + j) % size * size) + j];
        }

        task.Defects(shuffled).Should().OnlyContain(defect => defect > task.Tolerance);
    }

    [Theory]
    [InlineData("synthetic/sine")]
    [InlineData("synthetic/cone")]
    [InlineData("synthetic/logistic")]
    public void Curate_TwentyThousandDemonstrations_AreUniformWithinTheNoiseFloor(string id)
    {
        const int Count = 20_000;
        var task = SyntheticTask.Of(id);
        var range = task.Task.Quantity.Range;
        var draws = new RandomStream(7, "noise floor");

        var q = task.Quantities(task.Demonstrations(Count, 2));

        var floor = Enumerable.Range(0, 200)
            .Select(_ => TotalVariationToUniform(Enumerable.Range(0, Count).Select(_ => draws.NextDouble()))).Order().ToArray();
        // ½ Σ E|count − expected| / n for 40 equal bins: 20 · sqrt(2/π · (1/40)(39/40) / 20000).
        floor.Average().Should().BeApproximately(0.0176, 0.0004, "that is what normal theory gives");
        TotalVariationToUniform(q.Select(value => (value - range.Low) / range.Width)).Should().BeLessThan(floor[189], "95 % of uniform samples are");
        q.Min().Should().BeInRange(range.Low - 1e-4, range.Low + (0.001 * range.Width));
        q.Max().Should().BeInRange(range.High - (0.001 * range.Width), range.High + 1e-4);
    }

    [Theory]
    [InlineData("synthetic/sine")]
    [InlineData("synthetic/cone")]
    [InlineData("synthetic/logistic")]
    public void Curate_OneThreadOrThree_GivesTheSameBits(string id)
    {
        var task = SyntheticTask.Of(id);

        task.Demonstrations(2000, 3).AsSpan().SequenceEqual(task.Demonstrations(2000, 1)).Should().BeTrue();
    }

    private static double TotalVariationToUniform(IEnumerable<double> positions)
    {
        const int Bins = 40;
        var counts = new int[Bins];
        var total = 0;
        foreach (var position in positions)
        {
            counts[Math.Clamp((int)(Bins * position), 0, Bins - 1)]++;
            total++;
        }

        return counts.Sum(count => Math.Abs((count / (double)total) - (1.0 / Bins))) / 2;
    }
}
