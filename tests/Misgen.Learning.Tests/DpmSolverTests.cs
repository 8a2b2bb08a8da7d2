using Misgen.Learning.Diffusion;

namespace Misgen.Learning.Tests;

/// <summary>
/// For data from N(m, s²) everything is known in closed form: the denoised mean, and the path of the probability flow, along which
/// (x − α m) / √(α² s² + σ²) does not change.
/// </summary>
public sealed class DpmSolverTests
{
    private const double Mean = 0.7;
    private const double Deviation = 0.4;

    [Fact]
    public void Times_TwentySteps_AreUniformInLambdaFromNoiseToData()
    {
        var times = DpmSolver.Times(20);

        times.Should().HaveCount(21);
        times[0].Should().BeApproximately(0.995, 1e-12);
        times[^1].Should().BeApproximately(0.004, 1e-12);
        var steps = times.Zip(times.Skip(1), (now, next) => CosineSchedule.Lambda(next) - CosineSchedule.Lambda(now)).ToArray();
        steps.Should().OnlyContain(step => Math.Abs(step - steps[0]) < 1e-9).And.OnlyContain(step => step > 0);
    }

    [Fact]
    public void Solve_GaussianData_FollowsTheExactPath()
    {
        // 200 steps: what is left is the solver's error of order two and float32.
        ErrorOf(200).Should().BeLessThan(2e-4);
    }

    [Fact]
    public void Solve_TwiceTheSteps_HasAQuarterOfTheError()
    {
        var ratio = ErrorOf(20) / ErrorOf(40);

        ratio.Should().BeInRange(3, 6, "the method is of order two");
    }

    [Fact]
    public void Solve_OneStep_IsTheExponentialIntegratorOfOrderOne()
    {
        // With D constant over the step: x' = (σ'/σ) x − α' (e^(−h) − 1) D, by hand.
        using var scope = NewDisposeScope();
        var times = DpmSolver.Times(1);
        var seen = new List<(double State, double Time)>();
        DpmSolver.Solve(
            (x, t) =>
            {
                seen.Add((x.to_type(float64).ToDouble(), t));
                return full([1], 0.3, float64);
            },
            full([1], 1.1, float64),
            times,
            CancellationToken.None);

        var h = CosineSchedule.Lambda(times[1]) - CosineSchedule.Lambda(times[0]);
        var expected = (CosineSchedule.Sigma(times[1]) / CosineSchedule.Sigma(times[0]) * 1.1) - (CosineSchedule.Alpha(times[1]) * (Math.Exp(-h) - 1) * 0.3);
        seen.Should().HaveCount(2);
        seen[1].State.Should().BeApproximately(expected, 1e-12);
        seen[1].Time.Should().Be(times[1]);
    }

    // A solution of 20 steps has steps of .496 in λ. From t = .5, where λ = 0, there are 5.070 to go: 11 steps.
    [Fact]
    public void TimesFrom_TheMiddle_HasStepsNoLargerThanTheWholes()
    {
        var (whole, part) = (DpmSolver.Times(20), DpmSolver.TimesFrom(0.5, 20));

        part.Should().HaveCount(12);
        part[0].Should().BeApproximately(0.5, 1e-12);
        part[^1].Should().Be(whole[^1]);
        var step = CosineSchedule.Lambda(part[1]) - CosineSchedule.Lambda(part[0]);
        step.Should().BeApproximately(CosineSchedule.Lambda(part[7]) - CosineSchedule.Lambda(part[6]), 1e-9);
        step.Should().BeLessThanOrEqualTo(CosineSchedule.Lambda(whole[1]) - CosineSchedule.Lambda(whole[0]));
    }

    [Fact]
    public void Solve_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        var evaluations = 0;
        var solve = () => DpmSolver.Solve(
            (x, _) =>
            {
                if (++evaluations == 3)
                    source.Cancel();
                return x;
            },
            ones([1]),
            DpmSolver.Times(20),
            source.Token);

        solve.Should().Throw<OperationCanceledException>();
        evaluations.Should().Be(3);
    }

    // States and estimates of large batches would add up: however many steps, as much is left.
    [Fact]
    public void Solve_ManySteps_KeepsNothingOfThem()
    {
        var left = new List<int>();
        foreach (var steps in (int[])[2, 40])
        {
            using var scope = NewDisposeScope();
            var noise = ones([3], float64);
            DpmSolver.Solve(DenoisedMean, noise, DpmSolver.Times(steps), CancellationToken.None).sum().item<double>().Should().NotBe(0);
            noise.sum().item<double>().Should().Be(3, "the caller's tensor stays");
            left.Add(scope.DisposablesCount);
        }

        left[1].Should().Be(left[0]);
    }

    // Largest error over a few starts, in double precision.
    private static double ErrorOf(int steps)
    {
        using var scope = NewDisposeScope();
        var starts = new[] { -2.0, -0.5, 0.1, 1.0, 2.5 };
        var times = DpmSolver.Times(steps);
        var drawn = DpmSolver.Solve((x, t) => DenoisedMean(x, t), tensor(starts), times, CancellationToken.None).data<double>().ToArray();
        return starts.Select((start, i) => Math.Abs(drawn[i] - Exact(start, times[0], times[^1]))).Max();
    }

    private static Tensor DenoisedMean(Tensor x, double t)
    {
        var (alpha, variance) = (CosineSchedule.Alpha(t), Deviation * Deviation);
        return (x - (alpha * Mean)) * (alpha * variance / Spread(t)) + Mean;
    }

    private static double Exact(double start, double first, double last)
    {
        var end = (CosineSchedule.Alpha(last) * Mean) + ((start - (CosineSchedule.Alpha(first) * Mean)) * Math.Sqrt(Spread(last) / Spread(first)));
        return Mean + (CosineSchedule.Alpha(last) * Deviation * Deviation / Spread(last) * (end - (CosineSchedule.Alpha(last) * Mean)));
    }

    private static double Spread(double t) =>
        Math.Pow(CosineSchedule.Alpha(t) * Deviation, 2) + Math.Pow(CosineSchedule.Sigma(t), 2);
}
