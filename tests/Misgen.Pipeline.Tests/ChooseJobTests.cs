using Misgen.Pipeline.Jobs;

namespace Misgen.Pipeline.Tests;

public sealed class ChooseJobTests
{
    [Fact]
    public void Choose_EquallyPlausible_TakesTheLeastDrift() => Chosen(("none", 0.2, 0.9), ("a", 0.15, 0.9), ("b", 0.1, 0.9), ("c", 0.3, 0.9)).Should().Be("b");

    [Fact]
    public void Choose_FirstDriftsLeast_TakesIt() => Chosen(("none", 0.1, 0.9), ("a", 0.15, 0.99)).Should().Be("none");

    // 1 less the margin of .05 is .95.
    [Theory]
    [InlineData(0.95, "a")]
    [InlineData(0.9499, "none")]
    [InlineData(0.3, "none")]
    public void Choose_LessDriftButLessPlausible_IsTakenWithinTheMargin(double plausibility, string expected) =>
        Chosen(("none", 0.2, 1), ("a", 0.1, plausibility)).Should().Be(expected);

    // The margin counts from the first, not from the best.
    [Fact]
    public void Choose_AnotherMorePlausible_DoesNotRaiseTheBar() => Chosen(("none", 0.2, 0.8), ("a", 0.15, 0.99), ("b", 0.1, 0.78)).Should().Be("b");

    [Fact]
    public void Choose_FirstHardlyPlausible_LetsTheOthersBeSo() => Chosen(("none", 0.2, 0.04), ("a", 0.1, 0)).Should().Be("a");

    [Fact]
    public void Choose_Ties_TakeTheEarlier() => Chosen(("none", 0.2, 0.9), ("a", 0.1, 0.88), ("b", 0.1, 0.95)).Should().Be("a");

    [Fact]
    public void Choose_OneCandidate_TakesIt() => Chosen(("none", 1, 0)).Should().Be("none");

    private static string Chosen(params (string Name, double Tv, double Plausibility)[] candidates) =>
        ChooseJob.Choose([.. candidates.Select(one => new ChooseJob.Candidate(one.Name, one.Tv, one.Plausibility))]).Name;
}
