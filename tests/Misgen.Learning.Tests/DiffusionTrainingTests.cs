using Misgen.Learning.Diffusion;
using Misgen.Learning.Models;
using Misgen.Plugins;

namespace Misgen.Learning.Tests;

public sealed class DiffusionTrainingTests
{
    private static readonly DenoiserShape Shape = new(8, 1, 0, 8);
    private static readonly TrainingOptions Short = new(12, 16, 2e-3);

    [Fact]
    public void LearningRate_ThreeThousandSteps_WarmsUpThenFallsToTwoPercent()
    {
        var options = new TrainingOptions(3000, 64, 2e-3);

        DiffusionTraining.LearningRate(0, options).Should().BeApproximately(2e-5, 1e-12);
        DiffusionTraining.LearningRate(99, options).Should().BeApproximately(2e-3, 1e-12);
        DiffusionTraining.LearningRate(1550, options).Should().BeApproximately(2e-3 * 0.51, 1e-9, "half way of a cosine from 1 to .02");
        DiffusionTraining.LearningRate(2999, options).Should().BeApproximately(4e-5, 1e-8);
    }

    [Fact]
    public void AverageDecay_Steps_GrowsToItsMaximum()
    {
        DiffusionTraining.AverageDecay(0).Should().BeApproximately(0.1, 1e-12);
        DiffusionTraining.AverageDecay(8).Should().BeApproximately(0.5, 1e-12);
        DiffusionTraining.AverageDecay(10_000).Should().Be(0.995);
    }

    [Fact]
    public void Run_SameSeed_SameBitsOnAnyThread()
    {
        var alone = Train(5);
        var beside = new TrainedDenoiser[3];
        Parallel.For(0, 3, i => beside[i] = Train(5));

        beside.Select(trained => trained.Average).Should().AllSatisfy(average => average.Should().Equal(alone.Average));
        Train(6).Average.Should().NotEqual(alone.Average);
    }

    [Fact]
    public void Run_OneTrajectory_LearnsIt()
    {
        // All demonstrations equal: the denoised mean is that trajectory at every noise level.
        var only = Enumerable.Range(0, 8).Select(t => (float)Math.Sin(t)).ToArray();
        var set = new TrainingSet([.. Enumerable.Repeat(only, 32).SelectMany(x => x)], null, 32);
        var network = new ResidualMlp(Shape with { Width = 64 });
        var shape = Shape with { Width = 64 };

        var trained = DiffusionTraining.Run(network, shape, set, new TrainingOptions(800, 32, 3e-3), 0, CPU, _ => { }, CancellationToken.None);
        var drawn = DpmSolver.Sample(network, shape, trained.Average, null, 20, 20, 0, CPU, _ => { }, CancellationToken.None);

        trained.Losses[^1].Should().BeLessThan(trained.Losses[0] / 5);
        drawn.Select((value, i) => (double)Math.Abs(value - only[i % 8])).Average().Should().BeLessThan(0.15);
    }

    [Fact]
    public void Run_Cancelled_StopsBetweenSteps()
    {
        using var source = new CancellationTokenSource();

        var train = () => DiffusionTraining.Run(
            new ResidualMlp(Shape), Shape, Data(), Short with { Steps = 1_000_000 }, 0, CPU, _ => source.Cancel(), source.Token);

        train.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Run_RateFarTooLarge_SaysThatTheLossIsNotFinite()
    {
        var set = new TrainingSet([.. Enumerable.Repeat(float.MaxValue, 64)], null, 8);

        var train = () => DiffusionTraining.Run(new ResidualMlp(Shape), Shape, set, Short, 0, CPU, _ => { }, CancellationToken.None);

        train.Should().Throw<InvalidOperationException>().WithMessage("*loss became*");
    }

    [Fact]
    public void Sample_SameSeed_SameBitsAndOtherSeedOthers()
    {
        var network = new ResidualMlp(Shape);
        var average = Train(1).Average;
        float[] Draw(ulong seed) => DpmSolver.Sample(network, Shape, average, null, 30, 5, seed, CPU, _ => { }, CancellationToken.None);

        Draw(1).Should().Equal(Draw(1));
        Draw(1).Should().NotEqual(Draw(2));
    }

    [Fact]
    public void Sample_MoreThanAChunk_BeginsWithTheSameTrajectories()
    {
        var network = new ResidualMlp(Shape);
        var average = Train(1).Average;
        float[] Draw(int count) => DpmSolver.Sample(network, Shape, average, null, count, 3, 1, CPU, _ => { }, CancellationToken.None);

        Draw(700).Take(500 * 8).Should().Equal(Draw(500));
    }

    private static TrainedDenoiser Train(ulong seed) =>
        DiffusionTraining.Run(new ResidualMlp(Shape), Shape, Data(), Short, seed, CPU, _ => { }, CancellationToken.None);

    private static TrainingSet Data()
    {
        var random = new RandomStream(0, "tests/training");
        return new TrainingSet([.. Enumerable.Range(0, 100 * 8).Select(_ => (float)random.NextNormal())], null, 100);
    }
}
