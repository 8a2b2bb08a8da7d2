using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Misgen.Plugins.DoublePendulum;

/// <summary>
/// The Taylor series in time of sixteen motions, a lane for each: the powers 0 and 1 in doubles, the higher ones in floats. Over a
/// step the higher ones add a part of a value only, so that a float's 6e-8 of them is below the step's own error.
/// </summary>
/// <remarks>
/// In <c>cos θi, sin θi</c>, <c>c = cos δ, s = sin δ</c> with <c>δ = θ1 − θ2</c>, and <c>ωi</c>, every right-hand side is a product or
/// linear, so that a coefficient follows from sums of products of those before:
/// <code>
/// (cos a)' = −(sin a) a',  (sin a)' = (cos a) a'      for a = θ1, θ2, δ
/// p1 = 2 ω1 + c ω2,        p1' = −s ω1 ω2 − 2g sin θ1  (Lagrange's equations, p = ∂L/∂ω)
/// p2 = c ω1 + ω2,          p2' =  s ω1 ω2 −  g sin θ2
/// </code>
/// Fused multiply-adds are asked for by name: the bits are the same on every processor. Optimised at the first call, because a set of
/// demonstrations is done before the compiler would come back to it.
/// </remarks>
internal readonly ref struct TaylorSeries
{
    /// <summary>Motions side by side.</summary>
    public const int Lanes = 2 * PendulumLanes.Count;

    /// <summary>The highest power of time.</summary>
    public const int Order = 11;

    /// <summary>The memory that a series needs, bytes.</summary>
    public const int Bytes = CacheLine * (((Order + 1) * (Waves.Vectors + Motion.Vectors)) + (6 * PendulumLanes.Vectors) + 1);

    private const int CacheLine = 64;

    // Bounds the last terms of the velocities' series, rad/s. The energy of a demonstration then drifts by less than 1e-6 of its value
    // with a margin of 5 (TaylorIntegratorTests).
    private const float Tolerance = 1e-7f;

    // The last but one coefficient is weighed in, because the last may be small by chance: as if the radius of convergence were ¼ s.
    private const float WeightOfLastButOne = 4;

    private readonly Span<PendulumLanes> _states;
    private readonly Span<PendulumLanes> _rates;
    private readonly Span<PendulumLanes> _samples;
    private readonly Span<Waves> _waves;
    private readonly Span<Motion> _motion;

    /// <summary>Makes a series without values.</summary>
    /// <param name="memory"><see cref="Bytes"/> on the stack, which does not move: vectors across cache lines cost twice the time.</param>
    public TaylorSeries(Span<byte> memory)
    {
        var address = Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(memory));
        var rest = memory[(int)(-address & (CacheLine - 1))..];
        _states = Take<PendulumLanes>(ref rest, 2);
        _rates = Take<PendulumLanes>(ref rest, 2);
        _samples = Take<PendulumLanes>(ref rest, 2);
        _waves = Take<Waves>(ref rest, Order + 1);
        _motion = Take<Motion>(ref rest, Order + 1);
    }

    /// <summary>The states at time 0, to be filled, and to be followed by <see cref="Expand"/>.</summary>
    public Span<PendulumLanes> States => _states;

    /// <summary>Angles and velocities of <see cref="Sample"/>.</summary>
    public Span<PendulumLanes> Samples => _samples;

    /// <summary>Computes the coefficients 1 … of the series from the states.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Expand()
    {
        var waves = _waves;
        var motion = _motion;
        Begin();
        ref readonly var wave0 = ref waves[0];
        var (cos1, sin1, cos2, sin2, c, s) = (wave0.Cos1, wave0.Sin1, wave0.Cos2, wave0.Sin2, wave0.Cos, wave0.Sin);
        var (v1, v2) = (motion[0].Velocity1, motion[0].Velocity2);
        var inverse = Vector512<float>.One / Fma(-c, c, Vector512.Create(2f));

        // Coefficient k of the products of the waves with the velocities.
        ref readonly var wave1 = ref waves[1];
        var (next1, next2) = (motion[1].Velocity1, motion[1].Velocity2);
        var cos1v1 = Fma(wave1.Cos1, v1, cos1 * next1);
        var sin1v1 = Fma(wave1.Sin1, v1, sin1 * next1);
        var cos2v2 = Fma(wave1.Cos2, v2, cos2 * next2);
        var sin2v2 = Fma(wave1.Sin2, v2, sin2 * next2);
        var cv1 = Fma(wave1.Cos, v1, c * next1);
        var cv2 = Fma(wave1.Cos, v2, c * next2);
        var sv1 = Fma(wave1.Sin, v1, s * next1);
        var sv2 = Fma(wave1.Sin, v2, s * next2);

        for (var k = 1; k < Order; k++)
        {
            // Coefficient k + 1 of the products but for the terms with coefficient k + 1 of waves and velocities; oldest terms first, for
            // they are known early. Variables and no struct of them: the compiler keeps one of nine vectors in memory.
            var sumCos1V1 = Vector512<float>.Zero;
            var sumSin1V1 = Vector512<float>.Zero;
            var sumCos2V2 = Vector512<float>.Zero;
            var sumSin2V2 = Vector512<float>.Zero;
            var sumCosV1 = Vector512<float>.Zero;
            var sumCosV2 = Vector512<float>.Zero;
            var sumSinV1 = Vector512<float>.Zero;
            var sumSinV2 = Vector512<float>.Zero;
            var coriolis = Vector512<float>.Zero;
            for (var j = 1; j <= k; j++)
            {
                ref readonly var past = ref waves[k + 1 - j];
                ref readonly var speed = ref motion[j];
                var (w1, w2) = (speed.Velocity1, speed.Velocity2);
                sumCos1V1 = Fma(past.Cos1, w1, sumCos1V1);
                sumSin1V1 = Fma(past.Sin1, w1, sumSin1V1);
                sumCos2V2 = Fma(past.Cos2, w2, sumCos2V2);
                sumSin2V2 = Fma(past.Sin2, w2, sumSin2V2);
                sumCosV1 = Fma(past.Cos, w1, sumCosV1);
                sumCosV2 = Fma(past.Cos, w2, sumCosV2);
                sumSinV1 = Fma(past.Sin, w1, sumSinV1);
                sumSinV2 = Fma(past.Sin, w2, sumSinV2);
                coriolis = Fma(past.SinV1Before, w2, coriolis);
            }

            var reciprocal = Vector512.Create(1f / (k + 1));
            ref var wave = ref waves[k + 1];
            var nextCos1 = -(sin1v1 * reciprocal);
            var nextSin1 = cos1v1 * reciprocal;
            var nextCos2 = -(sin2v2 * reciprocal);
            var nextSin2 = cos2v2 * reciprocal;
            var nextCos = (sv2 - sv1) * reciprocal;
            var nextSin = (cv1 - cv2) * reciprocal;
            (wave.Cos1, wave.Sin1, wave.Cos2, wave.Sin2) = (nextCos1, nextSin1, nextCos2, nextSin2);
            (wave.Cos, wave.Sin, wave.SinV1Before) = (nextCos, nextSin, sv1);

            // p of order k + 1, less the part of M ω in which M is of an order above 0; then M ω of order 0 is solved for ω.
            coriolis = Fma(sv1, v2, coriolis);
            var rest1 = Fma(Vector512.Create((float)(2 * Mechanics.Gravity)), waves[k].Sin1, coriolis);
            var rest2 = Fma(Vector512.Create((float)-Mechanics.Gravity), waves[k].Sin2, coriolis);
            sumCosV1 = Fma(nextCos, v1, sumCosV1);
            sumCosV2 = Fma(nextCos, v2, sumCosV2);
            rest1 = -Fma(rest1, reciprocal, sumCosV2);
            rest2 = Fma(rest2, reciprocal, -sumCosV1);
            next1 = Fma(-c, rest2, rest1) * inverse;
            next2 = Fma(-c, rest1, rest2 + rest2) * inverse;
            ref var moved = ref motion[k + 1];
            (moved.Angle1, moved.Angle2) = (motion[k].Velocity1 * reciprocal, motion[k].Velocity2 * reciprocal);
            (moved.Velocity1, moved.Velocity2) = (next1, next2);

            cos1v1 = Fma(cos1, next1, Fma(nextCos1, v1, sumCos1V1));
            sin1v1 = Fma(sin1, next1, Fma(nextSin1, v1, sumSin1V1));
            cos2v2 = Fma(cos2, next2, Fma(nextCos2, v2, sumCos2V2));
            sin2v2 = Fma(sin2, next2, Fma(nextSin2, v2, sumSin2V2));
            cv1 = Fma(c, next1, sumCosV1);
            cv2 = Fma(c, next2, sumCosV2);
            sv1 = Fma(s, next1, Fma(nextSin, v1, sumSinV1));
            sv2 = Fma(s, next2, Fma(nextSin, v2, sumSinV2));
        }
    }

    /// <summary>The step at which the last terms reach the tolerance, s, to 1 %.</summary>
    /// <remarks>
    /// A power by the bits: those of a float, as an integer, are 2²³ times its logarithm to base 2 up to a constant and 0.09.
    /// Mitchell, "Computer multiplication and division using binary logarithms", IRE Trans. Electron. Comput. 11, 1962.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Step()
    {
        const float One = 0x3F80_0000 - (0.043f * (1 << 23));
        ref readonly var last = ref _motion[Order];
        ref readonly var lastButOne = ref _motion[Order - 1];
        var size = Vector512.Abs(last.Velocity1) + Vector512.Abs(last.Velocity2)
            + (Vector512.Create(WeightOfLastButOne) * (Vector512.Abs(lastButOne.Velocity1) + Vector512.Abs(lastButOne.Velocity2)));
        var logarithm = Vector512.ConvertToSingle((size * (1 / Tolerance)).AsInt32());
        return Vector512.ConvertToInt32(Fma(logarithm, Vector512.Create(-1f / Order), Vector512.Create(One * (1 + (1f / Order))))).AsSingle();
    }

    /// <summary>Fills <see cref="Samples"/> with the angles and velocities at a time of each motion, s.</summary>
    /// <param name="low">Of the lanes 0 … 7.</param>
    /// <param name="high">Of the lanes 8 … 15.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Sample(Vector512<double> low, Vector512<double> high) => SumMotion(low, high, ref _samples[0], ref _samples[1]);

    /// <summary>Takes a step of each motion: the states become those at the given times, s.</summary>
    /// <param name="low">Of the lanes 0 … 7.</param>
    /// <param name="high">Of the lanes 8 … 15.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(Vector512<double> low, Vector512<double> high)
    {
        SumMotion(low, high, ref _states[0], ref _states[1]);
        SumWaves(low, high, ref _states[0], ref _states[1]);
    }

    // Horner's scheme.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SumMotion(Vector512<double> low, Vector512<double> high, ref PendulumLanes first, ref PendulumLanes second)
    {
        var time = Vector512.Narrow(low, high);
        ref readonly var last = ref _motion[Order];
        var (angle1, angle2, velocity1, velocity2) = (last.Angle1, last.Angle2, last.Velocity1, last.Velocity2);
        for (var k = Order - 1; k > 1; k--)
        {
            ref readonly var term = ref _motion[k];
            angle1 = Fma(angle1, time, term.Angle1);
            angle2 = Fma(angle2, time, term.Angle2);
            velocity1 = Fma(velocity1, time, term.Velocity1);
            velocity2 = Fma(velocity2, time, term.Velocity2);
        }

        ref readonly var x = ref _states[0];
        ref readonly var y = ref _states[1];
        ref readonly var dx = ref _rates[0];
        ref readonly var dy = ref _rates[1];
        first.Angle1 = Sum(Vector512.WidenLower(angle1), low, dx.Angle1, x.Angle1);
        second.Angle1 = Sum(Vector512.WidenUpper(angle1), high, dy.Angle1, y.Angle1);
        first.Angle2 = Sum(Vector512.WidenLower(angle2), low, dx.Angle2, x.Angle2);
        second.Angle2 = Sum(Vector512.WidenUpper(angle2), high, dy.Angle2, y.Angle2);
        first.Velocity1 = Sum(Vector512.WidenLower(velocity1), low, dx.Velocity1, x.Velocity1);
        second.Velocity1 = Sum(Vector512.WidenUpper(velocity1), high, dy.Velocity1, y.Velocity1);
        first.Velocity2 = Sum(Vector512.WidenLower(velocity2), low, dx.Velocity2, x.Velocity2);
        second.Velocity2 = Sum(Vector512.WidenUpper(velocity2), high, dy.Velocity2, y.Velocity2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SumWaves(Vector512<double> low, Vector512<double> high, ref PendulumLanes first, ref PendulumLanes second)
    {
        var time = Vector512.Narrow(low, high);
        ref readonly var last = ref _waves[Order];
        var (cos1, sin1, cos2, sin2) = (last.Cos1, last.Sin1, last.Cos2, last.Sin2);
        for (var k = Order - 1; k > 1; k--)
        {
            ref readonly var term = ref _waves[k];
            cos1 = Fma(cos1, time, term.Cos1);
            sin1 = Fma(sin1, time, term.Sin1);
            cos2 = Fma(cos2, time, term.Cos2);
            sin2 = Fma(sin2, time, term.Sin2);
        }

        ref readonly var x = ref _states[0];
        ref readonly var y = ref _states[1];
        ref readonly var dx = ref _rates[0];
        ref readonly var dy = ref _rates[1];
        (first.Cos1, first.Sin1) = Unit(
            Sum(Vector512.WidenLower(cos1), low, dx.Cos1, x.Cos1), Sum(Vector512.WidenLower(sin1), low, dx.Sin1, x.Sin1));
        (second.Cos1, second.Sin1) = Unit(
            Sum(Vector512.WidenUpper(cos1), high, dy.Cos1, y.Cos1), Sum(Vector512.WidenUpper(sin1), high, dy.Sin1, y.Sin1));
        (first.Cos2, first.Sin2) = Unit(
            Sum(Vector512.WidenLower(cos2), low, dx.Cos2, x.Cos2), Sum(Vector512.WidenLower(sin2), low, dx.Sin2, x.Sin2));
        (second.Cos2, second.Sin2) = Unit(
            Sum(Vector512.WidenUpper(cos2), high, dy.Cos2, y.Cos2), Sum(Vector512.WidenUpper(sin2), high, dy.Sin2, y.Sin2));
    }

    private static Vector512<double> Sum(Vector512<double> rest, Vector512<double> time, Vector512<double> rate, Vector512<double> value) =>
        Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(rest, time, rate), time, value);

    // The coefficients 0 and 1, in doubles and rounded.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Begin()
    {
        ref readonly var x = ref _states[0];
        ref readonly var y = ref _states[1];
        ref var dx = ref _rates[0];
        ref var dy = ref _rates[1];
        x.Rates(out dx);
        y.Rates(out dy);
        ref var wave = ref _waves[0];
        wave.Round(x, y);
        wave.Cos = Fma(wave.Cos1, wave.Cos2, wave.Sin1 * wave.Sin2);
        wave.Sin = Fma(wave.Sin1, wave.Cos2, -(wave.Cos1 * wave.Sin2));
        ref var motion = ref _motion[0];
        motion.Round(x, y);

        ref var next = ref _waves[1];
        next.Round(dx, dy);
        var difference = motion.Velocity1 - motion.Velocity2;
        next.Cos = -(wave.Sin * difference);
        next.Sin = wave.Cos * difference;
        next.SinV1Before = wave.Sin * motion.Velocity1;
        _motion[1].Round(dx, dy);
    }

    // Back onto cos² + sin² = 1: one step of Newton's iteration for 1/√x, whose error is of the square of the deviation.
    private static (Vector512<double> Cos, Vector512<double> Sin) Unit(Vector512<double> cos, Vector512<double> sin)
    {
        var square = Vector512.FusedMultiplyAdd(cos, cos, sin * sin);
        var factor = Vector512.FusedMultiplyAdd(square, Vector512.Create(-0.5), Vector512.Create(1.5));
        return (cos * factor, sin * factor);
    }

    private static Span<T> Take<T>(scoped ref Span<byte> memory, int count)
        where T : unmanaged
    {
        var taken = MemoryMarshal.Cast<byte, T>(memory[..(count * Unsafe.SizeOf<T>())]);
        memory = memory[(count * Unsafe.SizeOf<T>())..];
        return taken;
    }

    private static Vector512<float> Fma(Vector512<float> left, Vector512<float> right, Vector512<float> addend) =>
        Vector512.FusedMultiplyAdd(left, right, addend);
}
