using Misgen.Learning.Diffusion;
using Misgen.Learning.Kernels;
using Misgen.Learning.Models;
using Misgen.Plugins;

namespace Misgen.Learning.Tests.Kernels;

/// <summary>
/// Kernels with a pilot that is perfect for independent N(0, 1) values: there the denoised mean of <c>x_t</c> is <c>α x_t</c>, and the
/// velocity is zero.
/// </summary>
public sealed class PilotKernelTests
{
    private const int Length = 8;

    // α (α x_j + σ ε) − x_j = −σ² x_j + α σ ε, of variance σ⁴ m + α² σ² with m the mean square of a neighbour's values: below 1, because
    // neighbours lie where demonstrations are dense.
    [Fact]
    public void LocalResidual_PerfectPilot_AddsNeighboursResidualsOfTheirKnownVariance()
    {
        var context = Context(2000);

        var members = new LocalResidualKernel().Draw(context).ToArray();

        members.Select(member => member.Name).Should().Equal("t = 0.03", "t = 0.05", "t = 0.1", "t = 0.2", "t = 0.3", "t = 0.5", "t = 0.7");
        foreach (var (member, time) in members.Zip([0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7]))
        {
            var variance = Enumerable.Range(0, 2000 * Length).Average(i => Math.Pow(member.Draws.Trajectories[i] - context.Demonstrations[i], 2));
            var sigma = CosineSchedule.Sigma(time);
            var mine = Math.Pow(CosineSchedule.Alpha(time) * sigma, 2);
            variance.Should().BeInRange(0.97 * mine, 1.03 * sigma * sigma, "at t = {0}", time);
            member.Draws.Sources.Should().Equal(Enumerable.Range(0, 2000));
            member.MultiplyAdds.Should().BePositive();
        }
    }

    // Noise of a demonstration, and back along the exact probability flow of the same distribution: again N(0, 1). The last step gives the
    // denoised mean, which has the variance α² at t = .004. The way back keeps of x what the noise left: α at the time it started.
    [Fact]
    public void RoundTrip_PerfectPilot_KeepsTheDistribution()
    {
        var context = Context(2000);

        foreach (var (member, time) in new RoundTripKernel().Draw(context).Zip([0.35, 0.5, 0.7]))
        {
            var x = member.Draws.Trajectories;
            x.Average(value => (double)value * value).Should().BeApproximately(1, 0.03);
            Enumerable.Range(0, x.Length).Average(i => (double)x[i] * context.Demonstrations[i]).Should().BeApproximately(CosineSchedule.Alpha(time), 0.03);
        }
    }

    [Fact]
    public void NarrowPilot_Samples_AreThePilots()
    {
        var context = Context(10);

        var member = new NarrowPilotKernel().Draw(context).Single();

        member.Draws.Trajectories.Should().BeSameAs(context.Pilot!.Samples);
        member.Draws.Sources.Should().BeNull("they are made from noise");
    }

    private static KernelContext Context(int count)
    {
        var random = new RandomStream(8, "data");
        return new KernelContext
        {
            Length = Length, Channels = 1, Demonstrations = [.. Enumerable.Range(0, count * Length).Select(_ => (float)random.NextNormal())],
            Count = count, RoundTrips = count, SolverSteps = 40, Seed = 2, Purpose = "test", Pilot = new Pilot(new PerfectDenoiser(), [0], new float[Length]),
        };
    }

    private sealed class PerfectDenoiser : Denoiser
    {
        public PerfectDenoiser()
        {
            Layout.AddConstant("unused", 0, 1);
            Layout.MultiplyAdds = 1;
        }

        public override Tensor Velocity(Weights weights, Tensor x, Tensor time, Tensor? condition) => zeros_like(x);
    }
}
