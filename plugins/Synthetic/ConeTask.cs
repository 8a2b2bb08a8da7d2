namespace Misgen.Plugins.Synthetic;

/// <summary>
/// <c>synthetic/cone</c>: circles <c>c + q (cos θ_t, sin θ_t)</c> with <c>c ~ N(0, 0.5² I)</c>, <c>θ_t = φ + 2πkt/L</c>,
/// <c>k ∈ {±1, ±2}</c> and the radius <c>q</c> curated to be uniform on [0, 0.5]. Seen over the radius, the set of circles is a cone.
/// </summary>
internal sealed class ConeTask : ISimulator
{
    private const int Length = 32;
    private static readonly QuantityRange Range = new(0, 0.5);
    private static readonly int[] Turns = [-2, -1, 1, 2];

    public TrajectoryLayout Layout { get; } = new(Length, [new Channel("x"), new Channel("y")]);

    public static PhysicsTask Create() => new()
    {
        Id = "synthetic/cone",
        Description = "circles in the plane; the quantity is their radius",
        Simulator = new ConeTask(),
        Quantity = new Quantity("radius", "1", Range, Radius),
        Curator = new SteeredCurator(new UniformTarget(Range)),
        Defects = [new Defect("distance to the nearest circle", "1", 0.05, CircleResidual)],
        Representations = [new CircleCoordinates(Length)],
    };

    public void Simulate(RandomStream random, double wanted, Span<float> trajectory)
    {
        var (x, y) = (0.5 * random.NextNormal(), 0.5 * random.NextNormal());
        var phase = random.NextUniform(0, 2 * Math.PI);
        var turns = Turns[random.NextInt32(Turns.Length)];
        for (var t = 0; t < Length; t++)
        {
            var (sin, cos) = Math.SinCos(phase + (2 * Math.PI * turns * t / Length));
            trajectory[2 * t] = (float)(x + (wanted * cos));
            trajectory[(2 * t) + 1] = (float)(y + (wanted * sin));
        }
    }

    private static double Radius(ReadOnlySpan<float> points) => Math.Sqrt(MeanSquareAroundCentre(points));

    // The nearest circle of k turns is the k-th Fourier mode of x + iy; what is left of the mean square is the residual.
    private static double CircleResidual(ReadOnlySpan<float> points)
    {
        double strongest = 0;
        foreach (var turns in Turns)
        {
            double real = 0, imaginary = 0;
            for (var t = 0; t < Length; t++)
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * turns * t / Length);
                real += (points[2 * t] * cos) + (points[(2 * t) + 1] * sin);
                imaginary += (points[(2 * t) + 1] * cos) - (points[2 * t] * sin);
            }

            strongest = Math.Max(strongest, ((real * real) + (imaginary * imaginary)) / (Length * Length));
        }

        return Math.Sqrt(Math.Max(0, MeanSquareAroundCentre(points) - strongest));
    }

    private static double MeanSquareAroundCentre(ReadOnlySpan<float> points)
    {
        double x = 0, y = 0;
        for (var t = 0; t < Length; t++)
            (x, y) = (x + (points[2 * t] / (double)Length), y + (points[(2 * t) + 1] / (double)Length));
        double sum = 0;
        for (var t = 0; t < Length; t++)
        {
            var (dx, dy) = (points[2 * t] - x, points[(2 * t) + 1] - y);
            sum += (dx * dx) + (dy * dy);
        }

        return sum / Length;
    }
}
