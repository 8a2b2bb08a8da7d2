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

    public void Simulate(RandomStream random, double wanted, Span<float> trajectory) => Simulate([random], [wanted], trajectory);

    public void Simulate(ReadOnlySpan<RandomStream> randoms, ReadOnlySpan<double> wanted, Span<float> trajectories)
    {
        Span<PendulumState> starts = stackalloc PendulumState[DormandPrinceIntegrator.Lanes];
        Span<Vector512<double>> samples = stackalloc Vector512<double>[DormandPrinceIntegrator.Lanes / DormandPrinceIntegrator.VectorLanes * Length * Channels];
        for (var first = 0; first < randoms.Length; first += starts.Length)
        {
            var count = Math.Min(starts.Length, randoms.Length - first);
            for (var i = 0; i < count; i++)
                starts[i] = Start(randoms[first + i], wanted[first + i]);
            DormandPrinceIntegrator.Integrate(starts[..count], Interval, Length, samples);
            Write(samples, trajectories.Slice(first * Length * Channels, count * Length * Channels));
        }
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

    // From a lane per trajectory to a trajectory after the other, rounded. A pair of floats is moved at once.
    private static void Write(ReadOnlySpan<Vector512<double>> samples, Span<float> trajectories)
    {
        const int Lanes = DormandPrinceIntegrator.VectorLanes;
        const int Pairs = Length * Channels / 2;
        Span<Vector512<float>> pairs = stackalloc Vector512<float>[Pairs];
        var from = MemoryMarshal.Cast<Vector512<float>, ulong>(pairs);
        var to = MemoryMarshal.Cast<float, ulong>(trajectories);
        for (; !to.IsEmpty; to = to[Math.Min(Pairs * Lanes, to.Length)..], samples = samples[(Length * Channels)..])
        {
            for (var i = 0; i < Pairs; i++)
            {
                var pair = Vector512.Narrow(samples[2 * i], samples[(2 * i) + 1]);
                pairs[i] = Vector512.Shuffle(pair, Vector512.Create(0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15));
            }

            for (var lane = 0; lane < Math.Min(Lanes, to.Length / Pairs); lane++)
            {
                var trajectory = to.Slice(lane * Pairs, Pairs);
                for (var i = 0; i < Pairs; i++)
                    trajectory[i] = from[(i * Lanes) + lane];
            }
        }
    }
}
