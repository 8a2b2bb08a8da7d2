using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Misgen.Plugins.DoublePendulum;

/// <summary>
/// <c>double-pendulum/energy</c>: start angles <c>θ1 ~ U[−1.6, 1.6]</c> and <c>θ2 ~ U[−2.2, 2.2]</c>, redrawn until the kinetic energy
/// that the wanted total needs is at least 0.5 J; the direction of motion is uniform in the mass metric, and the total mechanical
/// energy is curated to be uniform on [−24, −10] J.
/// </summary>
internal sealed class EnergyTask : ISimulator
{
    public const int Length = 64;
    public const int Channels = 4;
    public const double Interval = 0.03;
    private const double LeastKineticEnergy = 0.5;
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

    public void Simulate(RandomStream random, double wanted, Span<float> trajectory)
    {
        Span<Vector256<double>> samples = stackalloc Vector256<double>[Length];
        TaylorIntegrator.Integrate(Start(random, wanted), Interval, samples);
        // A row of a trajectory is one sample, rounded.
        var rows = MemoryMarshal.Cast<float, Vector256<float>>(trajectory);
        for (var i = 0; i < rows.Length; i++)
            rows[i] = Vector256.Narrow(samples[2 * i], samples[(2 * i) + 1]);
    }

    /// <summary>Draws a start of total energy <paramref name="energy"/>, J.</summary>
    internal static PendulumState Start(RandomStream random, double energy)
    {
        double angle1, angle2, kinetic;
        do
        {
            angle1 = random.NextUniform(-1.6, 1.6);
            angle2 = random.NextUniform(-2.2, 2.2);
            kinetic = energy - Mechanics.PotentialEnergy(angle1, angle2);
        }
        while (kinetic < LeastKineticEnergy);

        var (y, x) = Math.SinCos(random.NextUniform(0, 2 * Math.PI));
        return Mechanics.Moving(angle1, angle2, kinetic, x, y);
    }
}
