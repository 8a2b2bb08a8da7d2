using Misgen.Pipeline.Jobs;

namespace Misgen.Pipeline.Tests;

public sealed class ChooseJobTests
{
    [Fact]
    public void Choose_EquallyPlausible_TakesTheLeastDrift() => Chosen(("none", 0.2, 0.9), ("a", 0.15, 0.9), ("b", 0.1, 0.9), ("c", 0.3, 0.9)).Should().Be("b");

    [Fact]
    public void Choose_FirstDriftsLeast_TakesIt() => Chosen(("none", 0.1, 0.9), ("a", 0.15, 0.99)).Should().Be("none");

    // Nine tenths of .8 are .72.
    [Theory]
    [InlineData(0.72, "a")]
    [InlineData(0.7199, "none")]
    [InlineData(0.3, "none")]
    public void Choose_LessDriftButLessPlausible_IsTakenIfItLosesLessThanATenth(double plausibility, string expected) =>
        Chosen(("none", 0.2, 0.8), ("a", 0.1, plausibility)).Should().Be(expected);

    // The limit counts from the first, not from the best.
    [Fact]
    public void Choose_AnotherMorePlausible_DoesNotRaiseTheBar() => Chosen(("none", 0.2, 0.8), ("a", 0.15, 0.99), ("b", 0.1, 0.78)).Should().Be("b");

    [Fact]
    public void Choose_FirstHardlyPlausible_StillAsksForNineTenthsOfIt() => Chosen(("none", 0.2, 0.02), ("a", 0.1, 0), ("b", 0.15, 0.019)).Should().Be("b");

    [Fact]
    public void Choose_NoneIsPlausible_TakesTheLeastDrift() => Chosen(("none", 0.2, 0), ("a", 0.1, 0)).Should().Be("a");

    [Fact]
    public void Choose_Ties_TakeTheEarlier() => Chosen(("none", 0.2, 0.9), ("a", 0.1, 0.88), ("b", 0.1, 0.95)).Should().Be("a");

    [Fact]
    public void Choose_OneCandidate_TakesIt() => Chosen(("none", 1, 0)).Should().Be("none");

    private static string Chosen(params (string Name, double Tv, double Plausibility)[] candidates) =>
        ChooseJob.Choose([.. candidates.Select(one => new ChooseJob.Candidate(one.Name, one.Tv, one.Plausibility))]).Name;
}
