using Misgen.Pipeline.Configuration;
using Misgen.Pipeline.Leaderboard;
using Misgen.Pipeline.Leaderboard.Comparison;

namespace Misgen.Pipeline.Tests.Comparison;

public sealed class BoardComparisonTests
{
    private static readonly LeaderboardDocument Baseline = Boards.Steady(3);

    [Fact]
    public void Of_EqualBoards_NothingMovedAndNothingUndecided()
    {
        var comparison = BoardComparison.Of(Baseline, Boards.Steady(3));

        comparison.Changes.Should().OnlyContain(change => change.Outcome == Outcome.Same);
        comparison.Ranks.Should().BeEmpty();
    }

    [Fact]
    public void Of_TenHundredthsFromLowToHigh_TheMassShiftsMovedThoughTheDriftDidNot()
    {
        // The uniform distribution has 11/32 in the low third; the drift of the counts is the same on both sides by symmetry.
        var comparison = BoardComparison.Of(Boards.Tilted(-400, 3), Boards.Tilted(400, 1));

        var moved = comparison.Moved.Should().ContainSingle().Which;
        moved.Kind.Should().Be(ChangeKind.Shape);
        moved.Regions.Take(2).Select(region => region.Region).Should().BeEquivalentTo([0, 2]);
        Math.Abs(moved.Difference).Should().BeApproximately(800 / 4000.0, 0.01);
        comparison.Changes.Single(change => change.Kind == ChangeKind.Drift).Difference.Should().BeApproximately(0, 0.01);
    }

    [Fact]
    public void Of_ChangeBelowTheMinimum_DoesNotCount()
    {
        var comparison = BoardComparison.Of(Boards.Tilted(-400, 3), Boards.Tilted(400, 1), 0.3);

        comparison.Moved.Should().BeEmpty();
    }

    [Fact]
    public void Of_PredictionMoved_IsAChangeWithoutNoise()
    {
        double[] other = [.. SyntheticBoard.Uniform.Select((mass, k) => k < 24 ? mass * 1.1 : mass * 0.9)];

        var comparison = BoardComparison.Of(Boards.Steady(3, SyntheticBoard.Uniform), Boards.Steady(3, other));

        var moved = comparison.Moved.Should().ContainSingle().Which;
        moved.Kind.Should().Be(ChangeKind.Prediction);
        moved.P.Should().BeNull();
        moved.After.Should().BeApproximately(0.05, 1e-9);
    }

    [Fact]
    public void Of_InterventionMoved_IsFoundAndItsRankToo()
    {
        var comparison = BoardComparison.Of(Baseline, Boards.Steady(3, condition: 1));

        comparison.Moved.Should().ContainSingle().Which.Kind.Should().Be(ChangeKind.InterventionDrift);
        comparison.Ranks.Select(rank => (rank.Intervention, rank.Before, rank.After)).Should().Equal(("condition", 1, 2), ("none", 2, 1));
    }

    [Fact]
    public void Of_OneSeedInTheBaseline_SaysSoAndIsWider()
    {
        var one = BoardComparison.Of(Boards.Tilted(0, 1), Boards.Tilted(200, 1));
        var three = BoardComparison.Of(Boards.Tilted(0, 3), Boards.Tilted(200, 1));

        one.Notes.Should().ContainSingle(note => note.StartsWith("the baseline has one seed", StringComparison.Ordinal));
        three.Notes.Should().BeEmpty();
        one.Changes[0].HalfWidth.Should().BeGreaterThan(2 * three.Changes[0].HalfWidth!.Value);
        one.Undecided.Should().NotBeEmpty();
    }

    public static TheoryData<string, string> OtherBoards { get; } = new()
    {
        { "profile", "profile (synthetic and other)" },
        { "numerics", "numerics (numerics and other)" },
        { "task", "tasks (task/a only in the baseline, task/b not in the baseline)" },
        { "bins", "bins of task/a (0–1 and 0–2)" },
        { "samples", "samples of task/a with unet-diffusion (4000 and 4001)" },
    };

    [Theory]
    [MemberData(nameof(OtherBoards))]
    public void Of_BoardsThatMeasureSomethingElse_AreRefusedWithTheReason(string what, string reason)
    {
        var task = Baseline.Tasks[0];
        var other = what switch
        {
            "profile" => Baseline with { Profile = "other" },
            "numerics" => Baseline with { Numerics = "other" },
            "task" => Baseline with { Tasks = [task with { Task = "task/b" }] },
            "bins" => Baseline with { Tasks = [task with { Quantity = task.Quantity with { Range = [0, 2] }, Bins = [.. task.Bins.Select(edge => 2 * edge)] }] },
            _ => Baseline with { Tasks = [task with { Models = [task.Models[0] with { Samples = 4001 }] }] },
        };

        var act = () => BoardComparison.Of(Baseline, other);

        act.Should().Throw<InvalidInputException>().WithMessage($"the leaderboards cannot be compared: {reason}");
    }
}
