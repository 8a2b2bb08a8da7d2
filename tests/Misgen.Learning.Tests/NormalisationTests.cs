using Misgen.Learning.Diffusion;

namespace Misgen.Learning.Tests;

public sealed class NormalisationTests
{
    // Two trajectories of three steps and two channels.
    private static readonly float[] Trajectories = [1, 10, 2, 10, 3, 10, 4, 10, 5, 10, 6, 10];

    [Fact]
    public void Of_TwoChannels_IsPerChannelOverTrajectoriesAndSteps()
    {
        var normalisation = Normalisation.Of(Trajectories, 2);

        normalisation.Mean[0].Should().BeApproximately(3.5, 1e-12);
        normalisation.Deviation[0].Should().BeApproximately(Math.Sqrt(35.0 / 12), 1e-12, "the variance of 1 … 6 is 35/12");
        normalisation.Mean[1].Should().BeApproximately(10, 1e-12);
        normalisation.Deviation[1].Should().Be(1, "a constant channel is only centred");
    }

    [Fact]
    public void Apply_TwoChannels_PutsStepsLast()
    {
        var normalisation = new Normalisation([0, 0], [1, 1]);

        normalisation.Apply(Trajectories, 3).Should().Equal(1, 2, 3, 10, 10, 10, 4, 5, 6, 10, 10, 10);
    }

    [Fact]
    public void Undo_OfApply_ReturnsThePhysicalValues()
    {
        var normalisation = Normalisation.Of(Trajectories, 2);

        var back = normalisation.Undo(normalisation.Apply(Trajectories, 3), 3);

        back.Zip(Trajectories, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-5f);
    }
}
