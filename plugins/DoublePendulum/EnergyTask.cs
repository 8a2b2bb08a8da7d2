namespace Misgen.Plugins.DoublePendulum;

/// <summary>
/// <c>double-pendulum/energy</c>: start angles <c>θ1 ~ U[−1.6, 1.6]</c> and <c>θ2 ~ U[−2.2, 2.2]</c>, redrawn until the kinetic energy
/// that the wanted total needs is at least 0.5 J; the direction of motion is uniform in the mass metric, and the total mechanical
/// energy is curated to be uniform on [−24, −10] J.
/// </summary>
internal sealed class EnergyTask : IBatchSimulator
{
    public const int Length = 64;
    public const int Channels = 4;
    public const double Interval = 0.03;
    private static readonly QuantityRange Range = new(-24, -10);

    public TrajectoryLayout Layout { get; } = new(
        Length, [new("θ1", "rad"), new("θ2", "rad"), new("ω1", "rad/s"), new("ω2", "rad/s")], Interval, "s");

    public static PhysicsTask Create() => new()
    {
        Id = "double-pendulum/energy",
        Description = "swings of a double pendulum; the quantity is its total mechanical energy",
        Simulator = new EnergyTask(),
        Quantity = new Quantity("energy", "J", Range, EnergyAlongPath.Mean),
        Curator = new SteeredCurator(new UniformTarget(Range)),
        Defects =
        [
            new Defect("standard deviation of the energy", "J", 1.5, EnergyAlongPath.StandardDeviation),
            new Defect("rms of dθ/dt − ω", "rad/s", 0.35, VelocityMismatch.Rms),
        ],
        Representations = [new EnergyCoordinates()],
    };

    public void Simulate(RandomStream random, double wanted, Span<float> trajectory) => Simulate([random], [wanted], trajectory);

    public void Simulate(ReadOnlySpan<RandomStream> randoms, ReadOnlySpan<double> wanted, Span<float> trajectories)
    {
        var starts = new PendulumLanes[(randoms.Length + PendulumLanes.Count - 1) / PendulumLanes.Count];
        Starts.Draw(randoms, wanted, starts);
        TaylorIntegrator.Integrate(starts, Interval, Length, trajectories);
    }
}
