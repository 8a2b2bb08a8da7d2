namespace Misgen.Plugins.Synthetic;

/// <summary>
/// <c>synthetic/sine</c>: <c>x_t = A sin(2πft/L + φ)</c> with <c>φ</c> uniform, <c>A</c> log-uniform on [0.1, 1] and the frequency
/// <c>f</c>, in cycles per window, curated to be uniform on [1, 6].
/// </summary>
internal sealed class SineTask : ISimulator
{
    private const int Length = 64;
    private static readonly QuantityRange Range = new(1, 6);

    public TrajectoryLayout Layout { get; } = new(Length, [new Channel("x")]);

    public static PhysicsTask Create() => new()
    {
        Id = "synthetic/sine",
        Description = "sine waves of one window; the quantity is their frequency",
        Simulator = new SineTask(),
        Quantity = new Quantity("frequency", "cycles/window", Range, Frequency),
        Curator = new SteeredCurator(new UniformTarget(Range)),
        Defects = [new Defect("residual to the best sinusoid", "1", 0.05, SinusoidResidual.Measure)],
        Representations = [new SineWithGradient(new SineTask().Layout)],
    };

    public void Simulate(RandomStream random, double wanted, Span<float> trajectory)
    {
        var phase = random.NextUniform(0, 2 * Math.PI);
        var amplitude = Math.Pow(10, random.NextUniform(-1, 0));
        for (var t = 0; t < Length; t++)
            trajectory[t] = (float)(amplitude * Math.Sin((2 * Math.PI * wanted * t / Length) + phase));
    }

    // A sinusoid satisfies x_{t+1} + x_{t-1} = 2 cos(ω) x_t; this is ω by least squares, in cycles per window.
    private static double Frequency(ReadOnlySpan<float> x)
    {
        double cross = 0, square = 0;
        for (var t = 1; t < Length - 1; t++)
        {
            cross += x[t] * ((double)x[t + 1] + x[t - 1]);
            square += (double)x[t] * x[t];
        }

        return Length / (2 * Math.PI) * Math.Acos(cross / (2 * square));
    }
}
