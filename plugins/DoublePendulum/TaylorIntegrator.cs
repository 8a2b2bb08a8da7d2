using System.Runtime.Intrinsics;

namespace Misgen.Plugins.DoublePendulum;

/// <summary>
/// Integrates the equations of motion by Taylor series of order 16 with variable steps and dense output, after Jorba and Zou, "A
/// software package for the numerical integration of ODEs by means of high-order Taylor methods", Exp. Math. 14, 2005.
/// </summary>
/// <remarks>
/// In <c>cos θi, sin θi</c>, <c>c = cos δ, s = sin δ</c> with <c>δ = θ1 − θ2</c>, and <c>ωi</c>, every right-hand side is a product or
/// linear, so that a coefficient follows from sums of products of those before:
/// <code>
/// (cos a)' = −(sin a) a',  (sin a)' = (cos a) a'      for a = θ1, θ2, δ
/// p1 = 2 ω1 + c ω2,        p1' = −s ω1 ω2 − 2g sin θ1  (Lagrange's equations, p = ∂L/∂ω)
/// p2 = c ω1 + ω2,          p2' =  s ω1 ω2 −  g sin θ2
/// </code>
/// All products with a velocity but <c>(s ω1) ω2</c> are taken at once, a vector lane for each: <see cref="Waves"/> times
/// <see cref="Spread"/>. One trajectory is a single chain of dependent operations, so lanes are what there is to gain.
/// Fused multiply-adds are asked for by name: the bits are the same on every processor.
/// </remarks>
internal static class TaylorIntegrator
{
    /// <summary>The highest power of time in a series.</summary>
    internal const int Order = 16;

    private const double Gravity = Mechanics.Gravity;

    // Bounds the last terms of the velocities' series, rad/s. The energy of a demonstration then drifts by less than 1e-6 of its value
    // with a margin of 10 (TaylorIntegratorTests).
    private const double Tolerance = 3e-8;

    // The last but one coefficient is weighed in, because the last may be small by chance: as if the radius of convergence were ¼ s.
    private const double WeightOfLastButOne = 4;

    /// <summary>Fills <paramref name="samples"/> with (θ1, θ2, ω1, ω2) at the times 0, interval, 2 interval, ….</summary>
    /// <param name="start">The state at time 0.</param>
    /// <param name="interval">Time between samples, s; negative to go back in time.</param>
    /// <param name="samples"><c>[steps]</c>, to be filled.</param>
    /// <returns>The number of series expanded.</returns>
    public static int Integrate(in PendulumState start, double interval, Span<Vector256<double>> samples)
    {
        Span<Vector256<double>> motion = stackalloc Vector256<double>[Order + 1];
        Span<Vector512<double>> waves = stackalloc Vector512<double>[Order + 1];
        motion[0] = Vector256.Create(start.Angle1, start.Angle2, start.Velocity1, start.Velocity2);
        var (sin1, cos1) = Math.SinCos(start.Angle1);
        var (sin2, cos2) = Math.SinCos(start.Angle2);
        waves[0] = Waves(cos1, sin1, cos2, sin2);

        var (steps, filled) = (0, 0);
        for (double now = 0; ; steps++)
        {
            Expand(motion, waves);
            var step = Step(motion);
            for (; filled < samples.Length && (filled * Math.Abs(interval)) - now <= step; filled++)
                samples[filled] = Sum(motion, Math.CopySign((filled * Math.Abs(interval)) - now, interval));
            if (filled == samples.Length)
                return steps + 1;
            now += step;
            Advance(motion, waves, Math.CopySign(step, interval));
        }
    }

    /// <summary>Computes the coefficients 1 … of the series of the motion and of the waves from the coefficients 0.</summary>
    /// <param name="motion"><c>[Order + 1]</c>: (θ1, θ2, ω1, ω2).</param>
    /// <param name="waves"><c>[Order + 1]</c>: <see cref="Waves"/>.</param>
    internal static void Expand(Span<Vector256<double>> motion, Span<Vector512<double>> waves)
    {
        Span<Vector512<double>> velocities = stackalloc Vector512<double>[Order + 1];
        Span<double> velocity2 = stackalloc double[Order + 1];
        Span<double> coriolis = stackalloc double[Order];
        var (wave, velocity) = (waves[0], Spread(motion[0][2], motion[0][3]));
        var (firstWave, firstVelocity) = (wave, velocity);
        (velocities[0], velocity2[0]) = (velocity, motion[0][3]);
        var c = wave[4];
        var inverse = 1 / (2 - (c * c));
        var product = wave * velocity;
        for (var k = 0; k < Order; k++)
        {
            var reciprocal = 1.0 / (k + 1);
            var next = Vector512.Shuffle(product, Vector512.Create(1L, 0, 3, 2, 5, 4, 5, 4))
                * (Vector512.Create(-1.0, 1, -1, 1, -1, 1, -1, 1) * reciprocal);
            // What does not need the velocity of order k + 1 of the product of that order; oldest terms first, for they are known early.
            var sum = Vector512<double>.Zero;
            for (var j = 2; j <= k; j++)
                sum = Vector512.FusedMultiplyAdd(waves[j], velocities[k + 1 - j], sum);
            if (k > 0)
                sum = Vector512.FusedMultiplyAdd(waves[1], velocity, sum);
            sum = Vector512.FusedMultiplyAdd(next, firstVelocity, sum);

            coriolis[k] = product[7];
            double force = 0;
            for (var j = 1; j <= k; j++)
                force = Math.FusedMultiplyAdd(coriolis[k - j], velocity2[j], force);
            force = Math.FusedMultiplyAdd(coriolis[k], velocity2[0], force);

            // p of order k + 1, less the part of M ω in which M is of an order above 0; then M ω of order 0 is solved for ω.
            var rest1 = (-(force + (2 * Gravity * wave[1])) * reciprocal) - (sum[6] - sum[4]);
            var rest2 = ((force - (Gravity * wave[3])) * reciprocal) - sum[6];
            var v1 = (rest1 - (c * rest2)) * inverse;
            var v2 = ((2 * rest2) - (c * rest1)) * inverse;

            motion[k + 1] = Vector256.Create(motion[k][2] * reciprocal, motion[k][3] * reciprocal, v1, v2);
            (wave, velocity) = (next, Spread(v1, v2));
            (waves[k + 1], velocities[k + 1], velocity2[k + 1]) = (wave, velocity, v2);
            product = Vector512.FusedMultiplyAdd(firstWave, velocity, sum);
        }
    }

    // The step at which the last terms reach the tolerance. Four square roots are a sixteenth root that is rounded alike everywhere.
    private static double Step(ReadOnlySpan<Vector256<double>> motion)
    {
        var last = Vector256.Abs(motion[Order]) + (WeightOfLastButOne * Vector256.Abs(motion[Order - 1]));
        return Math.Sqrt(Math.Sqrt(Math.Sqrt(Math.Sqrt(Tolerance / (last[2] + last[3])))));
    }

    // Horner's scheme.
    private static Vector256<double> Sum(ReadOnlySpan<Vector256<double>> motion, double time)
    {
        var sum = motion[Order];
        for (var k = Order - 1; k >= 0; k--)
            sum = Vector256.FusedMultiplyAdd(sum, Vector256.Create(time), motion[k]);
        return sum;
    }

    private static void Advance(Span<Vector256<double>> motion, Span<Vector512<double>> waves, double time)
    {
        motion[0] = Sum(motion, time);
        var sum = waves[Order].GetLower();
        for (var k = Order - 1; k >= 0; k--)
            sum = Vector256.FusedMultiplyAdd(sum, Vector256.Create(time), waves[k].GetLower());
        // Back onto cos² + sin² = 1: one step of Newton's iteration for 1/√x, whose error is of the square of the deviation.
        var (cos1, sin1, cos2, sin2) = (sum[0], sum[1], sum[2], sum[3]);
        var unit1 = 1.5 - (0.5 * ((cos1 * cos1) + (sin1 * sin1)));
        var unit2 = 1.5 - (0.5 * ((cos2 * cos2) + (sin2 * sin2)));
        waves[0] = Waves(unit1 * cos1, unit1 * sin1, unit2 * cos2, unit2 * sin2);
    }

    /// <summary>
    /// The lanes 0 … 5 are cosine and sine of θ1, θ2 and δ, each to be multiplied by the velocity of its angle; 6 and 7 are those of δ
    /// again, to be multiplied by ω1.
    /// </summary>
    internal static Vector512<double> Waves(double cos1, double sin1, double cos2, double sin2)
    {
        var (c, s) = ((cos1 * cos2) + (sin1 * sin2), (sin1 * cos2) - (cos1 * sin2));
        return Vector512.Create(cos1, sin1, cos2, sin2, c, s, c, s);
    }

    private static Vector512<double> Spread(double velocity1, double velocity2) => Vector512.Create(
        Vector256.Create(Vector128.Create(velocity1), Vector128.Create(velocity2)),
        Vector256.Create(Vector128.Create(velocity1 - velocity2), Vector128.Create(velocity1)));
}
