namespace Misgen.Plugins.DoublePendulum;

/// <summary>
/// Two point masses of 1 kg on massless rods of 1 m, without friction, after Landau and Lifshitz, "Mechanics", §5, problem 1. With
/// <c>c = cos(θ1 − θ2)</c> the kinetic energy is <c>T = ½ ωᵀ M ω</c>, <c>M = [[2, c], [c, 1]]</c>; the potential energy is zero at
/// the pivot's height.
/// </summary>
internal static class Mechanics
{
    /// <summary>Acceleration of gravity, m/s².</summary>
    public const double Gravity = 9.81;

    /// <summary><c>V = −g (2 cos θ1 + cos θ2)</c>, J; −3g = −29.43 J at rest.</summary>
    public static double PotentialEnergy(double angle1, double angle2) => -Gravity * ((2 * Math.Cos(angle1)) + Math.Cos(angle2));

    /// <summary><c>T = ω1² + ½ ω2² + ω1 ω2 cos(θ1 − θ2)</c>, J.</summary>
    public static double KineticEnergy(in PendulumState state) =>
        (state.Velocity1 * state.Velocity1) + (0.5 * state.Velocity2 * state.Velocity2)
        + (state.Velocity1 * state.Velocity2 * Math.Cos(state.Angle1 - state.Angle2));

    /// <summary>
    /// The state at given angles that moves with <paramref name="kineticEnergy"/> along (x, y), a unit vector in the mass metric.
    /// </summary>
    /// <remarks>
    /// With Cholesky's factorisation <c>M = L Lᵀ</c>, <c>L = [[√2, 0], [c/√2, √(1 − c²/2)]]</c>, the coordinates <c>u = Lᵀ ω</c> have
    /// <c>|u|² = 2T</c>: a direction uniform on the circle of u is uniform in the mass metric, in whichever orthonormal basis.
    /// </remarks>
    public static PendulumState Moving(double angle1, double angle2, double kineticEnergy, double x, double y)
    {
        var c = Math.Cos(angle1 - angle2);
        var speed = Math.Sqrt(2 * kineticEnergy);
        var velocity2 = speed * y / Math.Sqrt(1 - (0.5 * c * c));
        return new PendulumState(angle1, angle2, (speed * x / Math.Sqrt(2)) - (0.5 * c * velocity2), velocity2);
    }

    /// <summary>The coordinates <c>u = Lᵀ ω</c> of <see cref="Moving"/>, √J: the direction of motion, of length <c>√(2T)</c>.</summary>
    public static (double X, double Y) MetricVelocity(in PendulumState state)
    {
        var c = Math.Cos(state.Angle1 - state.Angle2);
        return ((Math.Sqrt(2) * state.Velocity1) + (c / Math.Sqrt(2) * state.Velocity2), Math.Sqrt(1 - (0.5 * c * c)) * state.Velocity2);
    }
}
