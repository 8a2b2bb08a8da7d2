namespace Misgen.Plugins.DoublePendulum.Tests;

public sealed class DoublePendulumPluginTests
{
    [Fact]
    public void Load_BuiltFolder_BringsItsTask()
    {
        LoadedPendulum.Catalog.Refused.Should().BeEmpty();
        LoadedPendulum.Catalog.Plugins.Should().ContainSingle().Which.Name.Should().Be("DoublePendulum");
        LoadedPendulum.Catalog.Tasks.Should().ContainSingle().Which.Task.Id.Should().Be("double-pendulum/energy");
    }

    // method.md §2.
    [Fact]
    public void Task_LayoutAndMeasures_AreThoseOfTheMethod()
    {
        var task = LoadedPendulum.Task;

        task.Simulator.Layout.Length.Should().Be(64);
        task.Simulator.Layout.Interval.Should().Be(0.03);
        task.Simulator.Layout.IntervalUnit.Should().Be("s");
        task.Simulator.Layout.Channels.Should().Equal(new("θ1", "rad"), new("θ2", "rad"), new("ω1", "rad/s"), new("ω2", "rad/s"));
        task.Quantity.Range.Should().Be(new QuantityRange(-24, -10));
        task.Quantity.Unit.Should().Be("J");
        task.Defects.Select(defect => (defect.Unit, defect.Tolerance)).Should().Equal(("J", 1.5), ("rad/s", 0.35));
        task.Curator.Target.Name.Should().Be("uniform");
        task.Representations.Should().ContainSingle().Which.Name.Should().Be("coordinates");
        task.Representations[0].Layout.Channels.Should().HaveCount(5);
    }

    [Fact]
    public void Simulate_WantedEnergy_IsMeasuredUpToTheRoundingOfFloats()
    {
        for (var i = 0; i <= 500; i++)
        {
            var wanted = -24 + (14 * i / 500.0);
            LoadedPendulum.Task.Quantity.Measure(LoadedPendulum.Simulate(wanted, i)).Should().BeApproximately(wanted, 1e-5, $"trajectory {i} was simulated with it");
        }
    }

    [Fact]
    public void Simulate_ManySwings_AnglesAreContinuous()
    {
        for (var i = 0; i < 500; i++)
        {
            var path = LoadedPendulum.Simulate(-10, i);
            for (var t = 4; t < path.Length; t++)
            {
                if (t % 4 < 2)
                    Math.Abs(path[t] - path[t - 4]).Should().BeLessThan(1, "no angle is wrapped");
            }
        }
    }

    [Fact]
    public void Curate_TwentyThousandDemonstrations_AreUniformWithinTheNoiseFloor()
    {
        const int Count = 20_000;
        var draws = new RandomStream(7, "noise floor");

        var q = LoadedPendulum.Measure(LoadedPendulum.Task.Quantity.Measure, LoadedPendulum.Demonstrations(Count, 2));

        var floor = Enumerable.Range(0, 200)
            .Select(_ => TotalVariationToUniform(Enumerable.Range(0, Count).Select(_ => draws.NextDouble()))).Order().ToArray();
        // ½ Σ E|count − expected| / n for 40 equal bins: 20 · sqrt(2/π · (1/40)(39/40) / 20000).
        floor.Average().Should().BeApproximately(0.0176, 0.0004, "that is what normal theory gives");
        TotalVariationToUniform(q.Select(value => (value + 24) / 14)).Should().BeLessThan(floor[189], "95 % of uniform samples are");
        q.Min().Should().BeInRange(-24 - 1e-4, -24 + 0.014);
        q.Max().Should().BeInRange(-10 - 0.014, -10 + 1e-4);
    }

    [Fact]
    public void Curate_OneThreadOrThree_GivesTheSameBits() =>
        LoadedPendulum.Demonstrations(2000, 3).AsSpan().SequenceEqual(LoadedPendulum.Demonstrations(2000, 1)).Should().BeTrue();

    // Lanes, blocks of lanes and what is left over: a demonstration does not know its company.
    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(50)]
    [InlineData(600)]
    public void Curate_MoreOrFewer_GivesTheBitsOfEachAlone(int count)
    {
        var size = LoadedPendulum.Task.Simulator.Layout.Size;
        var together = LoadedPendulum.Demonstrations(count, 2);
        for (var i = 0; i < count; i += 1 + (count / 25))
        {
            var alone = new float[size];
            var random = new RandomStream(0, "double-pendulum/energy/demonstrations", (ulong)i);
            LoadedPendulum.Task.Curator.Draw(random, LoadedPendulum.Task.Simulator, LoadedPendulum.Task.Quantity, alone);

            together.AsSpan(i * size, size).SequenceEqual(alone).Should().BeTrue($"demonstration {i} is the same");
        }
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
