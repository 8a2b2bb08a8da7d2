using Misgen.Learning.Kernels;
using Misgen.Plugins;

namespace Misgen.Learning.Tests.Kernels;

public sealed class GaussianMixtureTests
{
    // Three Gaussians: 0 and 1 overlap, 2 is far away. In 128 dimensions the densities of far components are not computed.
    [Theory]
    [InlineData(8)]
    [InlineData(128)]
    public void Responsibilities_WhicheverIsTakenForLikely_AreThoseOfBayes(int dimensions)
    {
        double[] weights = [0.5, 0.2, 0.3], variances = [1, 1.1, 0.5], places = [0, 0.1, 3];
        var mixture = new GaussianMixture(
            weights, stack([.. places.Select(place => full([dimensions], place, float32))], 0),
            stack([.. variances.Select(variance => eye(dimensions) * variance)], 0));
        var random = new RandomStream(4, "points");
        double[][] points = [.. Enumerable.Range(0, 60).Select(n =>
            (double[])[.. Enumerable.Range(0, dimensions).Select(_ => (double)(float)(places[n % 3] + (Math.Sqrt(variances[n % 3]) * random.NextNormal())))])];
        var asTensor = tensor(points.SelectMany(point => point.Select(value => (float)value)).ToArray(), [60, dimensions], float32);

        foreach (var likely in (long[])[0, 2])
        {
            var found = mixture.Responsibilities(asTensor, full([60], likely, int64)).data<float>().ToArray();

            for (var n = 0; n < 60; n++)
            {
                double[] densities = [.. Enumerable.Range(0, 3).Select(k => Math.Log(weights[k]) - (0.5 * dimensions * Math.Log(variances[k]))
                    - (0.5 * points[n].Sum(value => (value - places[k]) * (value - places[k])) / variances[k]))];
                var all = densities.Sum(density => Math.Exp(density - densities.Max()));
                for (var k = 0; k < 3; k++)
                    found[(n * 3) + k].Should().BeApproximately((float)(Math.Exp(densities[k] - densities.Max()) / all), 2e-4f, "of point {0} to {1}", n, k);
            }
        }
    }

    // Two clouds of known weights, means and covariances, 40 of their deviations apart.
    [Fact]
    public void Fit_TwoClouds_FindsWeightsMeansAndCovariances()
    {
        const int count = 8_000, dimensions = 100;
        var random = new RandomStream(9, "clouds");
        var values = new float[count * dimensions];
        for (var n = 0; n < count; n++)
        {
            var common = random.NextNormal();
            for (var d = 0; d < dimensions; d++)
                values[(n * dimensions) + d] = (float)(n % 4 == 0 ? 2 + (0.5 * random.NextNormal()) : -2 + (0.6 * common) + (0.8 * random.NextNormal()));
        }

        var mixture = GaussianMixture.Fit(tensor(values, [count, dimensions], float32), 2, new RandomStream(1, "fit"), () => { });

        var small = mixture.Weights[0] < mixture.Weights[1] ? 0 : 1;
        mixture.Weights[small].Should().BeApproximately(0.25, 1e-3);
        (mixture.Means[small] - 2).abs().max().item<float>().Should().BeLessThan(0.06f);
        (mixture.Means[1 - small] + 2).abs().max().item<float>().Should().BeLessThan(0.06f);
        // 4.5 deviations of the estimates: √(2/2,000) .25 on the diagonal, √((1 + .36²)/6,000) beside the diagonal of .36.
        (mixture.Covariances[small] - (eye(dimensions) * 0.25)).abs().max().item<float>().Should().BeLessThan(0.036f);
        (mixture.Covariances[1 - small] - 0.36 - (eye(dimensions) * 0.64)).abs().max().item<float>().Should().BeLessThan(0.09f);
    }
}
