using Misgen.Learning.Diffusion;

namespace Misgen.Learning.Tests;

public sealed class AdamTests
{
    [Fact]
    public void Step_QuadraticLoss_FollowsTheAlgorithmOfThePaper()
    {
        // Algorithm 1 of Kingma and Ba (2015), in double precision, beside the optimizer; loss Σ c_i x_i².
        using var scope = NewDisposeScope();
        double[] curvature = [0.5, 2, -1];
        double[] x = [1, -2, 0.5], m = new double[3], v = new double[3], average = [1, -2, 0.5];
        var parameters = tensor(x).requires_grad_();
        using var adam = new Adam(parameters);

        for (var step = 1; step <= 7; step++)
        {
            var (rate, decay) = (0.01 * step, 0.1 * step);
            (tensor(curvature) * parameters.square()).sum().backward();
            adam.Step(rate, decay);
            for (var i = 0; i < 3; i++)
            {
                var gradient = 2 * curvature[i] * x[i];
                m[i] = (0.9 * m[i]) + (0.1 * gradient);
                v[i] = (0.999 * v[i]) + (0.001 * gradient * gradient);
                x[i] -= rate * (m[i] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
                average[i] = (decay * average[i]) + ((1 - decay) * x[i]);
            }
        }

        Compare(parameters.detach().data<double>().ToArray(), x);
        Compare(adam.Average.data<double>().ToArray(), average);

        static void Compare(double[] actual, double[] expected) =>
            actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-12);
    }
}
