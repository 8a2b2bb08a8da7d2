using Misgen.Learning.Kernels;

namespace Misgen.Learning.Tests.Kernels;

/// <summary>Exactly Gaussian data: the posterior mean is linear and known.</summary>
public sealed class PatchDenoiserTests
{
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.7)]
    [InlineData(20)]
    public void Mean_OneGaussian_IsTheAnalyticPosteriorMean(double s)
    {
        // x = (a, b), variances 4 and 1, correlation .5; mean (1, -2).
        double[,] covariance = { { 4, 1 }, { 1, 1 } };
        double[] mean = [1, -2];
        var mixture = new GaussianMixture(
            [1.0], tensor(new float[] { 1, -2 }, new long[] { 1, 2 }), tensor(new float[] { 4, 1, 1, 1 }, new long[] { 1, 2, 2 }));
        using var window = new WindowDenoiser(mixture, [0, 1], [0, 1]);
        double[] y = [3, 0.5];

        var found = window.Mean(tensor(y.Select(value => (float)value).ToArray(), new long[] { 1, 2 }), s).data<float>().ToArray();

        // μ + Σ (Σ + s² I)⁻¹ (y − μ), by the inverse of a 2 × 2 matrix.
        var (p, q, r) = (covariance[0, 0] + (s * s), covariance[0, 1], covariance[1, 1] + (s * s));
        var determinant = (p * r) - (q * q);
        var (d0, d1) = (y[0] - mean[0], y[1] - mean[1]);
        var (u0, u1) = (((r * d0) - (q * d1)) / determinant, ((p * d1) - (q * d0)) / determinant);
        found[0].Should().BeApproximately((float)(mean[0] + (covariance[0, 0] * u0) + (covariance[0, 1] * u1)), 2e-4f);
        found[1].Should().BeApproximately((float)(mean[1] + (covariance[1, 0] * u0) + (covariance[1, 1] * u1)), 2e-4f);
    }

    // Smooth windows, as of trajectories: few directions carry the variance, the ridge of a fit is left of the others. Beside S⁻¹ in double
    // precision, without eigenvectors. What the directions that are not kept cost is the most at high noise, where nearly all are dropped.
    [Theory]
    [InlineData(0.006, 1e-5)]
    [InlineData(0.05, 1e-5)]
    [InlineData(0.7, 5e-4)]
    [InlineData(20, 5e-3)]
    public void Mean_SmoothWindows_IsTheAnalyticPosteriorMean(double s, double tolerance)
    {
        const int length = 24;
        var steps = arange(length, float64);
        var apart = (steps.unsqueeze(0) - steps.unsqueeze(1)).square();
        var unit = eye(length).to_type(float64);
        var ridge = unit * GaussianMixture.Regularisation;
        Tensor[] covariances = [(apart / -50).exp() + ridge, (apart / -200).exp() * 0.3 + ridge];
        Tensor[] means = [zeros([length], float64), (steps * 0.4).sin()];
        double[] weights = [0.4, 0.6];
        var mixture = new GaussianMixture(weights, stack(means, 0).to_type(float32), stack(covariances, 0).to_type(float32));
        long[] all = [.. Enumerable.Range(0, length)];
        using var window = new WindowDenoiser(mixture, all, all);
        using var generator = new Generator(7, CPU);
        var noise = randn([200, length], float64, CPU, false, generator) * s;
        var y = linalg.cholesky(covariances[1]).matmul(randn([length, 200], float64, CPU, false, generator)).t() + means[1] + noise;

        var found = window.Mean(y.to_type(float32), s).to_type(float64);

        var (numerator, denominator) = (zeros([200, length], float64), zeros([200, 1], float64));
        for (var k = 0; k < 2; k++)
        {
            var inverse = (covariances[k] + unit * (s * s)).inverse();
            var away = y - means[k];
            var density = ((away.matmul(inverse) * away).sum(1) * -0.5).exp().unsqueeze(1) * (weights[k] * Math.Sqrt(linalg.det(inverse * (s * s)).item<double>()));
            numerator += density * (means[k] + away.matmul(inverse).matmul(covariances[k]));
            denominator += density;
        }

        (found - numerator / denominator).abs().max().item<double>().Should().BeLessThan(tolerance);
    }

    [Fact]
    public void Mean_TwoComponents_WeighsThemByTheirLikelihood()
    {
        // Unit variances around -2 and 2, weights .25 and .75, noise 1: each posterior mean is halfway, likelihoods N(y; ±2, 2).
        var mixture = new GaussianMixture(
            [0.25, 0.75], tensor(new float[] { -2, 2 }, new long[] { 2, 1 }), ones(new long[] { 2, 1, 1 }));
        using var window = new WindowDenoiser(mixture, [0], [0]);
        const double y = 0.3;

        var found = window.Mean(tensor(new[] { (float)y }, new long[] { 1, 1 }), 1).item<float>();

        double left = 0.25 * Math.Exp(-(y + 2) * (y + 2) / 4), right = 0.75 * Math.Exp(-(y - 2) * (y - 2) / 4);
        found.Should().BeApproximately((float)(((left * (y - 2) / 2) + (right * (y + 2) / 2)) / (left + right)), 1e-5f);
    }

    [Fact]
    public void Mean_MarginalOfAWindow_UsesTheGivenDimensionsOnly()
    {
        var mixture = new GaussianMixture(
            [1.0], tensor(new float[] { 1, 2, 3 }, new long[] { 1, 3 }), eye(3).unsqueeze(0) * tensor(new float[] { 1, 3, 8 }));
        using var window = new WindowDenoiser(mixture, [1, 2], [1]);

        // Of variance 8 with noise variance 1: 3 + 8/9 (12 − 3).
        window.Mean(tensor(new float[] { 100, 12 }, new long[] { 1, 2 }), 1).item<float>().Should().BeApproximately(11, 1e-3f);
    }

    // A stationary Gaussian process: reversing the diffusion with the analytic denoiser keeps the variance and the correlation of steps.
    [Fact]
    public void Draw_StationaryGaussianData_ReverseProcessKeepsTheVariance()
    {
        var data = AutoRegressive(6_000, 16, 0.8);
        var context = new KernelContext
        {
            Length = 16, Channels = 1, Demonstrations = data, Count = 4_000, RoundTrips = 500, SolverSteps = 40, Seed = 3, Purpose = "test",
        };

        var member = new PatchMixtureKernel().Draw(context).Single();

        member.Draws.Sources.Should().BeNull();
        var x = member.Draws.Trajectories;
        x.Should().HaveCount(4_000 * 16).And.OnlyContain(value => float.IsFinite(value));
        x.Average(value => (double)value * value).Should().BeApproximately(1, 0.06);
        Enumerable.Range(0, x.Length - 1).Where(i => i % 16 != 15).Average(i => (double)x[i] * x[i + 1]).Should().BeApproximately(0.8, 0.06);
        member.Transitions!.Sources.Should().HaveCount(500);
        member.MultiplyAdds.Should().BePositive();
    }

    private static float[] AutoRegressive(int count, int length, double correlation)
    {
        var random = new Misgen.Plugins.RandomStream(5, "data");
        var values = new float[count * length];
        for (var i = 0; i < values.Length; i++)
        {
            var step = random.NextNormal();
            values[i] = (float)(i % length == 0 ? step : (correlation * values[i - 1]) + (Math.Sqrt(1 - (correlation * correlation)) * step));
        }

        return values;
    }
}
