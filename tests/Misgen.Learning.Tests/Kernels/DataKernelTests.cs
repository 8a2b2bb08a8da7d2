using Misgen.Core.Distributions;
using Misgen.Core.Prediction;
using Misgen.Learning.Kernels;
using Misgen.Plugins;

namespace Misgen.Learning.Tests.Kernels;

/// <summary>Kernels that use the data only, beside closed forms.</summary>
public sealed class DataKernelTests
{
    // q = x for x ~ N(0, 1): with noise of scale s it is N(0, 1 + s²).
    [Fact]
    public void Isotropic_GaussianQuantity_PredictsTheConvolution()
    {
        var bins = new QuantityBins(new QuantityRange(-2, 2));
        var data = Normal(20_000 * 4, "data");
        var context = Context(data, length: 4, channels: 1, count: 20_000);

        foreach (var (member, scale) in new IsotropicKernel().Draw(context).Zip([0.01, 0.02, 0.03, 0.05, 0.08, 0.12]))
        {
            double[] before = [.. member.Draws.Sources!.Select(source => (double)data[source * 4])];
            double[] after = [.. Enumerable.Range(0, before.Length).Select(i => (double)member.Draws.Trajectories[i * 4])];
            var found = TransitionMatrix.Weighted(before, after, Histogram.Of(before, bins).Masses(), bins).Masses(bins);
            var edges = bins.Edges();
            for (var k = 1; k < found.Length - 1; k++)
            {
                var expected = Cdf(edges[k + 1] / Math.Sqrt(1 + (scale * scale))) - Cdf(edges[k] / Math.Sqrt(1 + (scale * scale)));
                found[k].Should().BeApproximately(expected, 5 * Math.Sqrt(expected / 20_000), "of bin {0} at scale {1}", k, scale);
            }

            var moved = after.Zip(before, (a, b) => a - b).Average(difference => difference * difference);
            Math.Sqrt(moved).Should().BeApproximately(scale, 0.03 * scale);
        }
    }

    // The norm q of a vector in d dimensions: noise across it makes it longer by (d − 1) s² / 2q to first order.
    [Fact]
    public void Isotropic_Norm_GrowsByTheDimensionsAcross()
    {
        const int dimensions = 16;
        const double norm = 2;
        var directions = Normal(20_000 * dimensions, "directions");
        for (var i = 0; i < directions.Length; i += dimensions)
        {
            var length = Norm(directions.AsSpan(i, dimensions));
            for (var d = 0; d < dimensions; d++)
                directions[i + d] = (float)(directions[i + d] / length * norm);
        }

        foreach (var (member, scale) in new IsotropicKernel().Draw(Context(directions, dimensions, 1, 20_000)).Zip([0.01, 0.02, 0.03, 0.05, 0.08, 0.12]))
        {
            var x = member.Draws.Trajectories;
            var growth = Enumerable.Range(0, x.Length / dimensions).Average(i => Norm(x.AsSpan(i * dimensions, dimensions))) - norm;
            var expected = (dimensions - 1) * scale * scale / (2 * norm);
            growth.Should().BeApproximately(expected, (0.03 * expected) + (4 * scale / Math.Sqrt(20_000)), "at scale {0}", scale);
        }
    }

    // Points (0, 0) and (3, 4), noise .5, y = (1, 2): squared distances 5 and 8, weights e^−10 and e^−16.
    [Fact]
    public void PosteriorMean_TwoPoints_WeighsThemByHand()
    {
        var mean = PosteriorMeanKernel.Of(
            tensor(new float[] { 1, 2 }, new long[] { 1, 2 }), tensor(new float[] { 0, 0, 3, 4 }, new long[] { 2, 2 }), 0.5).data<float>().ToArray();

        var share = 1 / (1 + Math.Exp(6));
        mean[0].Should().BeApproximately((float)(3 * share), 1e-6f);
        mean[1].Should().BeApproximately((float)(4 * share), 1e-6f);
    }

    // With little noise every demonstration comes back to itself; all draws are convex combinations of the data.
    [Fact]
    public void PosteriorMean_FarApartPoints_AreFixed()
    {
        float[] data = [.. Enumerable.Range(0, 50).SelectMany(i => (float[])[10 * i, -10 * i, 5 * i, 0])];

        var member = new PosteriorMeanKernel().Draw(Context(data, 4, 1, 50)).First();

        member.Name.Should().Be("σ = 0.1");
        member.Draws.Trajectories.Should().Equal(data, (a, b) => Math.Abs(a - b) < 0.02f);
    }

    [Fact]
    public void Draw_TwiceWithTheSameSeed_GivesTheSameBits()
    {
        var data = Normal(600 * 8, "data");
        foreach (var kernel in KernelRegistry.All.Where(kernel => !kernel.UsesPilot))
        {
            var (one, other) = (kernel.Draw(Context(data, 8, 1, 100)).ToArray(), kernel.Draw(Context(data, 8, 1, 100)).ToArray());
            one.Should().NotBeEmpty();
            for (var i = 0; i < one.Length; i++)
                one[i].Draws.Trajectories.Should().Equal(other[i].Draws.Trajectories, $"{kernel.Id} {one[i].Name} is a function of its seed");
        }
    }

    [Fact]
    public void Sources_FewerThanAll_AreSpreadOverAll()
    {
        var context = Context(new float[10 * 4], 4, 1, 5);

        context.Sources(5).Should().Equal(0, 2, 4, 6, 8);
        context.Sources(20).Should().Equal(Enumerable.Range(0, 10));
    }

    private static KernelContext Context(float[] data, int length, int channels, int count) => new()
    {
        Length = length, Channels = channels, Demonstrations = data, Count = count, RoundTrips = Math.Min(count, 50), SolverSteps = 4, Seed = 1, Purpose = "test",
    };

    private static float[] Normal(int count, string purpose)
    {
        var random = new RandomStream(6, purpose);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
    }

    private static double Norm(ReadOnlySpan<float> x)
    {
        var sum = 0.0;
        foreach (double value in x)
            sum += value * value;
        return Math.Sqrt(sum);
    }

    // Φ by the complementary error function (Numerical Recipes, 3rd edition, section 6.2.2: erfc by a Chebyshev fit, 1.2e-7).
    private static double Cdf(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.5 * x));
        var erfc = t * Math.Exp(-(x * x) - 1.26551223 + (t * (1.00002368 + (t * (0.37409196 + (t * (0.09678418 + (t * (-0.18628806
            + (t * (0.27886807 + (t * (-1.13520398 + (t * (1.48851587 + (t * (-0.82215223 + (t * 0.17087277))))))))))))))))));
        return z >= 0 ? 1 - (erfc / 2) : erfc / 2;
    }
}
