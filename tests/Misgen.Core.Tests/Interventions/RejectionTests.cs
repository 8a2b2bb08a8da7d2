using Misgen.Core.Distributions;
using Misgen.Core.Interventions.Sampling;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Interventions;

public sealed class RejectionTests
{
    private static readonly Rejection Rejection = new();

    // Ratios target/observed .5, 1 and 2: the largest is kept always.
    [Fact]
    public void Acceptance_ThreeBins_IsInProportionToTargetOverObserved()
    {
        var (chances, uncovered) = Rejection.Acceptance([0.5, 0.25, 0.125, 0.125], [0.25, 0.25, 0.25, 0.25]);

        chances.Should().Equal(0.25, 0.5, 1, 1);
        uncovered.Should().BeEmpty();
    }

    [Fact]
    public void Acceptance_BinsThatAreNotWanted_AreNeverKept() =>
        Rejection.Acceptance([0.5, 0.25, 0.25, 0], [0, 0.5, 0.5, 0]).Chances.Should().Equal(0, 1, 1, 0);

    // The ratios are .51, .51, 12.5 and infinite: of the bins that can be covered, .51 is the largest.
    [Fact]
    public void Acceptance_BinOfWhichLessThanATenthIsGenerated_IsNamedAndDoesNotLowerTheOthers()
    {
        var (chances, uncovered) = Rejection.Acceptance([0.49, 0.49, 0.02, 0], [0.25, 0.25, 0.25, 0.25]);

        chances.Should().Equal(1, 1, 1, 1);
        uncovered.Should().Equal(2, 3);
    }

    // Exactly a tenth can still be covered: the ratios are .4 and 10.
    [Fact]
    public void Acceptance_BinOfWhichATenthIsGenerated_IsCovered()
    {
        var (chances, uncovered) = Rejection.Acceptance([0.9375, 0.0625], [0.375, 0.625]);

        uncovered.Should().BeEmpty();
        chances[1].Should().Be(1);
        chances[0].Should().BeApproximately(0.04, 1e-15);
    }

    [Fact]
    public void Acceptance_NothingGeneratedWhereItIsWanted_CoversNothing()
    {
        var (chances, uncovered) = Rejection.Acceptance([1, 0], [0, 1]);

        chances.Should().Equal(0, 1);
        uncovered.Should().Equal(1);
    }

    // Draws from a tilted distribution with mass outside the range; what is kept is uniform on the range.
    [Fact]
    public void Acceptance_SimulatedDraws_LeaveTheTarget()
    {
        const int Draws = 400_000;
        var target = Histogram.MassesOf(new UniformTarget(new QuantityRange(0, 1)), new QuantityBins(new QuantityRange(0, 1)));
        double[] observed = [.. Enumerable.Range(0, QuantityBins.Count).Select(k => (k + 10) / 1608.0)];
        var random = new RandomStream(4, "rejection");

        var (chances, _) = Rejection.Acceptance(observed, target);

        var kept = new int[QuantityBins.Count];
        for (var i = 0; i < Draws; i++)
        {
            var (place, k) = (random.NextDouble(), 0);
            while (k < observed.Length - 1 && place >= observed[k])
                place -= observed[k++];
            if (random.NextDouble() < chances[k])
                kept[k]++;
        }

        // The rarest wanted bin, 18/1608 for 1/32, is kept always; so 18 · 32/1608 of all are kept.
        ((double)kept.Sum() / Draws).Should().BeApproximately(18 * 32 / 1608.0, 5 * 0.5 / Math.Sqrt(Draws));
        for (var k = 0; k < kept.Length; k++)
            ((double)kept[k] / kept.Sum()).Should().BeApproximately(target[k], 5 * Math.Sqrt(target[k] / kept.Sum()), $"it is bin {k}");
    }
}
