namespace Misgen.Plugins.DoublePendulum.Tests;

/// <summary>
/// The same pendulum derived another way: Newton's law for both bobs in Cartesian coordinates, with the rods' tensions as unknowns that
/// keep the rods' lengths. No Lagrangian, no mass matrix; integrated by the classic Runge-Kutta method.
/// </summary>
internal static class ConstraintForces
{
    private const double G = 9.81;

    // With e the unit vectors along the rods: a1 = g − T1 e1 + T2 e2, a2 = g − T2 e2, a1·e1 = −ω1², (a2 − a1)·e2 = −ω2².
    public static (double Acceleration1, double Acceleration2) Accelerations(PendulumState state)
    {
        var (sin1, cos1) = Math.SinCos(state.Angle1);
        var (sin2, cos2) = Math.SinCos(state.Angle2);
        var e1 = (X: sin1, Y: -cos1);
        var e2 = (X: sin2, Y: -cos2);
        var e1e2 = (e1.X * e2.X) + (e1.Y * e2.Y);
        var pull1 = (state.Velocity1 * state.Velocity1) - (G * e1.Y);
        var tension2 = ((state.Velocity2 * state.Velocity2) + (e1e2 * pull1)) / (2 - (e1e2 * e1e2));
        var tension1 = pull1 + (e1e2 * tension2);
        var a1 = (X: (tension2 * e2.X) - (tension1 * e1.X), Y: (tension2 * e2.Y) - (tension1 * e1.Y) - G);
        var a2 = (X: -tension2 * e2.X, Y: (-tension2 * e2.Y) - G);
        return ((a1.X * cos1) + (a1.Y * sin1), ((a2.X - a1.X) * cos2) + ((a2.Y - a1.Y) * sin2));
    }

    public static PendulumState Integrate(PendulumState state, double time, int steps)
    {
        var h = time / steps;
        for (var i = 0; i < steps; i++)
        {
            var k1 = Rate(state);
            var k2 = Rate(Moved(state, k1, h / 2));
            var k3 = Rate(Moved(state, k2, h / 2));
            var k4 = Rate(Moved(state, k3, h));
            state = Moved(Moved(Moved(Moved(state, k1, h / 6), k2, h / 3), k3, h / 3), k4, h / 6);
        }

        return state;
    }

    private static PendulumState Rate(PendulumState state)
    {
        var (acceleration1, acceleration2) = Accelerations(state);
        return new PendulumState(state.Velocity1, state.Velocity2, acceleration1, acceleration2);
    }

    private static PendulumState Moved(PendulumState state, PendulumState rate, double time) => new(
        state.Angle1 + (time * rate.Angle1),
        state.Angle2 + (time * rate.Angle2),
        state.Velocity1 + (time * rate.Velocity1),
        state.Velocity2 + (time * rate.Velocity2));
}
