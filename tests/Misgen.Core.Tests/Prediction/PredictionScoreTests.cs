using Misgen.Core.Distributions;
using Misgen.Core.Prediction;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Prediction;

public sealed class PredictionScoreTests
{
    private static readonly double[] Curated = [0.25, 0.25, 0.25, 0.25];

    [Fact]
    public void Of_ThePerfectPrediction_IsOne()
    {
        double[] observed = [0.1, 0.3, 0.4, 0.2];

        PredictionScore.Of(observed, observed, Curated).Should().Be(new PredictionScore(1, 1, 1));
    }

    [Fact]
    public void Of_NoChangePredicted_ExplainsNothing()
    {
        var score = PredictionScore.Of(Curated, [0.1, 0.3, 0.4, 0.2], Curated);

        score.Correlation.Should().BeNull("nothing varies");
        score.SignAgreement.Should().Be(0);
        score.Explained.Should().Be(0);
    }

    // Δ observed (−.15, .05, .15, −.05), predicted (−.05, .05, −.05, .05): half of the mass that moved has its sign.
    // TV(curated, observed) = .2, TV(predicted, observed) = (.1 + 0 + .2 + .1)/2 = .2.
    [Fact]
    public void Of_ByHand()
    {
        var score = PredictionScore.Of([0.2, 0.3, 0.2, 0.3], [0.1, 0.3, 0.4, 0.2], Curated);

        score.SignAgreement.Should().BeApproximately(0.5, 1e-12);
        score.Explained.Should().BeApproximately(0, 1e-12);
        score.Correlation.Should().BeApproximately(((0.15 * 0.05) + (0.05 * 0.05) - (0.15 * 0.05) - (0.05 * 0.05)) / 1, 1e-12);
    }

    // A fifth became undefined, and the prediction says so: TV(predicted, observed) = 0.
    [Fact]
    public void Of_UndefinedMass_IsACell()
    {
        double[] observed = [0.2, 0.2, 0.2, 0.2];

        PredictionScore.Of(observed, observed, Curated).Explained.Should().Be(1);
        PredictionScore.Of(Curated, observed, Curated).Explained.Should().Be(0);
    }

    [Fact]
    public void Ceiling_ThreeSeeds_ScoresEachAgainstTheMeanOfTheOthers()
    {
        var curated = Spread(0.5, 0.5);
        double[][] seeds = [Spread(0.4, 0.6), Spread(0.3, 0.7), Spread(0.2, 0.8)];

        var observed = new LeaveOneOut(seeds, curated);

        // Against .25, .3 and .35 for the first bin: TV to the reference .15, 0, .15 of a drift of .25, .2, .15.
        observed.Ceiling(at48: false)!.Explained.Should().BeApproximately(((1 - (0.15 / 0.25)) + 1 + (1 - (0.15 / 0.15))) / 3, 1e-12);
        observed.Score(Spread(0.3, 0.7), at48: false).Explained.Should().BeApproximately(((1 - (0.05 / 0.25)) + 1 + (1 - (0.05 / 0.15))) / 3, 1e-12);
        new LeaveOneOut(seeds[..2], curated).Ceiling(at48: false).Should().BeNull("two seeds leave one, which is no mean");
    }

    // Of three members the one that is the pilots' drift, doubled, is taken and halved. Fitted to either pilot it explains the other.
    [Fact]
    public void CrossValidation_MemberThatIsTheDriftDoubled_IsTakenWithHalfOfIt()
    {
        var range = new QuantityRange(0, 32);
        var bins = new QuantityBins(range);
        var target = new UniformTarget(range);
        double[] uniform = [.. Enumerable.Range(0, 6400).Select(i => (i + 0.5) / 200)];
        WeightedSample Pushed(double strength) => WeightedSample.Equal([.. uniform.Select(q => q + (strength * Math.Sin(Math.PI * q / 16)))]);
        WeightedSample[] members = [WeightedSample.Equal([.. uniform.Select(q => q * 0.9)]), Pushed(4), Pushed(-1)];
        var curated = WeightedSample.Equal(uniform).Masses(bins);
        double[][] drifts = [Pushed(2).Masses(bins), Pushed(2.4).Masses(bins)];

        var validated = CrossValidation.Of([members, members], drifts, curated, target, bins);

        validated.Member.Should().Be(1);
        CrossValidation.FitKappa(members[1], drifts[0], curated, target, bins).Should().BeApproximately(0.5, 0.051);
        validated.Score.Explained.Should().BeInRange(0.7, 0.9, "fitted to one drift it is a sixth off the other");
        validated.Predicted[0].Should().Equal(drifts[0], (a, b) => Math.Abs(a - b) < 0.01);
    }

    // Two masses in the middle of the range, in bins that stay apart when pairs are merged.
    private static double[] Spread(double first, double second)
    {
        var masses = new double[QuantityBins.Count];
        (masses[20], masses[30]) = (first, second);
        return masses;
    }
}
