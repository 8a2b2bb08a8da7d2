namespace Misgen.Plugins.DoublePendulum;

/// <summary>
/// The representation <c>coordinates</c>: per step the two angles, the direction of motion as a unit vector in the mass metric, and
/// the total energy, which is constant along a true motion. The kinetic energy is what the angles leave of the total, so that the
/// velocities follow from direction and energy.
/// </summary>
/// <remarks>
/// Inverse up to the rounding of floats. The rounding of the energy, 1e-6 J, changes the speed √(2T) by 1e-6 / √(2T): less than 1e-5
/// where T ≥ 0.005 J, and up to 1.5e-3 rad/s where the pendulum stands still for an instant.
/// </remarks>
internal sealed class EnergyCoordinates : IRepresentation
{
    private const int Channels = 5;

    // Below this length a generated direction is noise around no direction, and dividing by it could overflow.
    private const double ShortestDirection = 1e-6;

    public string Name => "coordinates";

    public TrajectoryLayout Layout { get; } = new(
        EnergyTask.Length,
        [new("θ1", "rad"), new("θ2", "rad"), new("cos φ"), new("sin φ"), new("energy", "J")],
        EnergyTask.Interval,
        "s");

    public void Encode(ReadOnlySpan<float> trajectory, Span<float> encoded)
    {
        for (var t = 0; t < EnergyTask.Length; t++)
        {
            var row = trajectory.Slice(t * EnergyTask.Channels, EnergyTask.Channels);
            var code = encoded.Slice(t * Channels, Channels);
            var state = new PendulumState(row[0], row[1], row[2], row[3]);
            var (x, y) = Mechanics.MetricVelocity(state);
            (x, y) = Direction(x, y);
            (code[0], code[1], code[2], code[3], code[4]) = (row[0], row[1], (float)x, (float)y, (float)state.Energy);
        }
    }

    // A generated code need not be one of a motion. Its direction is made a unit vector, because its length has no meaning; an energy
    // below the potential energy of the angles becomes rest there, the nearest state that exists. Either costs plausibility, not NaN.
    public void Decode(ReadOnlySpan<float> encoded, Span<float> trajectory)
    {
        for (var t = 0; t < EnergyTask.Length; t++)
        {
            var code = encoded.Slice(t * Channels, Channels);
            var row = trajectory.Slice(t * EnergyTask.Channels, EnergyTask.Channels);
            var (x, y) = Direction(code[2], code[3]);
            var kinetic = Math.Max(0, code[4] - Mechanics.PotentialEnergy(code[0], code[1]));
            var state = Mechanics.Moving(code[0], code[1], kinetic, x, y);
            (row[0], row[1], row[2], row[3]) = (code[0], code[1], (float)state.Velocity1, (float)state.Velocity2);
        }
    }

    // At rest there is no direction; (1, 0) stands for it, so that code and inverse are defined everywhere.
    private static (double X, double Y) Direction(double x, double y)
    {
        var length = Math.Sqrt((x * x) + (y * y));
        return length < ShortestDirection ? (1, 0) : (x / length, y / length);
    }
}
