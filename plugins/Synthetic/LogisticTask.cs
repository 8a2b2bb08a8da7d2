namespace Misgen.Plugins.Synthetic;

/// <summary>
/// <c>synthetic/logistic</c>: orbits of the logistic map <c>x_{t+1} = r x_t (1 − x_t)</c> (May, Nature 261, 1976) from
/// <c>x_0 ~ U[0.05, 0.95]</c>, with the parameter <c>r</c> curated to be uniform on [3.5, 4].
/// </summary>
internal sealed class LogisticTask : ISimulator
{
    private const int Length = 16;
    private static readonly QuantityRange Range = new(3.5, 4);

    public TrajectoryLayout Layout { get; } = new(Length, [new Channel("x")]);

    public static PhysicsTask Create() => new()
    {
        Id = "synthetic/logistic",
        Description = "orbits of the logistic map; the quantity is its parameter r",
        Simulator = new LogisticTask(),
        Quantity = new Quantity("r", "1", Range, Parameter),
        Curator = new SteeredCurator(new UniformTarget(Range)),
        Defects = [new Defect("one-step residual", "1", 0.05, OneStepResidual)],
        Representations = [new TentCoordinates(Length)],
    };

    public void Simulate(RandomStream random, double wanted, Span<float> trajectory)
    {
        var x = random.NextUniform(0.05, 0.95);
        for (var t = 0; t < Length; t++)
        {
            trajectory[t] = (float)x;
            x = wanted * x * (1 - x);
        }
    }

    // Least squares of x_{t+1} on x_t (1 − x_t).
    private static double Parameter(ReadOnlySpan<float> x)
    {
        double cross = 0, square = 0;
        for (var t = 0; t < Length - 1; t++)
        {
            var step = x[t] * (1.0 - x[t]);
            cross += x[t + 1] * step;
            square += step * step;
        }

        return cross / square;
    }

    private static double OneStepResidual(ReadOnlySpan<float> x)
    {
        var r = Parameter(x);
        double sum = 0;
        for (var t = 0; t < Length - 1; t++)
        {
            var residual = x[t + 1] - (r * x[t] * (1.0 - x[t]));
            sum += residual * residual;
        }

        return Math.Sqrt(sum / (Length - 1));
    }
}
