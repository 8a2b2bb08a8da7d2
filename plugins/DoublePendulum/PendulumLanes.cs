using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Misgen.Plugins.DoublePendulum;

/// <summary>Eight states of the pendulum or eight rates of change, a lane of each vector for each, with the waves of the angles.</summary>
internal struct PendulumLanes
{
    /// <summary>States in the lanes of a vector.</summary>
    public const int Count = 8;

    /// <summary>Vectors in a state.</summary>
    public const int Vectors = 8;

    public Vector512<double> Angle1;
    public Vector512<double> Angle2;
    public Vector512<double> Velocity1;
    public Vector512<double> Velocity2;
    public Vector512<double> Cos1;
    public Vector512<double> Sin1;
    public Vector512<double> Cos2;
    public Vector512<double> Sin2;

    public static PendulumLanes Moving(
        Vector512<double> angle1, Vector512<double> angle2, Vector512<double> velocity1, Vector512<double> velocity2) => new()
    {
        Angle1 = angle1,
        Angle2 = angle2,
        Velocity1 = velocity1,
        Velocity2 = velocity2,
        Cos1 = Trigonometry.Cosine(angle1),
        Sin1 = Trigonometry.Sine(angle1),
        Cos2 = Trigonometry.Cosine(angle2),
        Sin2 = Trigonometry.Sine(angle2),
    };

    /// <summary>Has a pendulum hang still in a lane.</summary>
    /// <param name="values">Those of several.</param>
    /// <param name="lane">Counted through several.</param>
    public static void Rest(Span<double> values, int lane)
    {
        for (var i = 0; i < Vectors; i++)
            values[First(lane) + (i * Count)] = 0;
        values[First(lane) + (4 * Count)] = values[First(lane) + (6 * Count)] = 1;
    }

    /// <summary>Packs states, eight by eight; the lanes after the last rest.</summary>
    public static PendulumLanes[] Pack(params ReadOnlySpan<PendulumState> states)
    {
        var packed = new PendulumLanes[(states.Length + Count - 1) / Count];
        var values = Values(packed);
        for (var i = 0; i < states.Length; i++)
        {
            var first = First(i);
            values[first] = states[i].Angle1;
            values[first + Count] = states[i].Angle2;
            values[first + (2 * Count)] = states[i].Velocity1;
            values[first + (3 * Count)] = states[i].Velocity2;
        }

        foreach (ref var lanes in packed.AsSpan())
            lanes = Moving(lanes.Angle1, lanes.Angle2, lanes.Velocity1, lanes.Velocity2);
        return packed;
    }

    /// <summary>The values of several, of which those of one lane are <see cref="Count"/> apart from <see cref="First"/> on.</summary>
    public static Span<double> Values(Span<PendulumLanes> lanes) => MemoryMarshal.Cast<PendulumLanes, double>(lanes);

    /// <summary>Where the values of a lane begin in <see cref="Values"/>.</summary>
    /// <param name="lane">Counted through several.</param>
    public static int First(int lane) => (lane / Count * Vectors * Count) + (lane % Count);

    /// <summary>The state of one lane.</summary>
    public readonly PendulumState this[int lane] => new(Angle1[lane], Angle2[lane], Velocity1[lane], Velocity2[lane]);

    /// <summary>Sets the velocities as <see cref="Mechanics.Moving"/> does.</summary>
    /// <param name="kineticEnergy">J.</param>
    /// <param name="direction">The angle of the direction of motion in the mass metric, rad.</param>
    public void Move(Vector512<double> kineticEnergy, Vector512<double> direction)
    {
        var c = Vector512.FusedMultiplyAdd(Cos1, Cos2, Sin1 * Sin2);
        var half = Vector512.Create(0.5);
        var speed = Vector512.Sqrt(kineticEnergy + kineticEnergy);
        Velocity2 = speed * Trigonometry.Sine(direction) / Vector512.Sqrt(Vector512.FusedMultiplyAdd(-half * c, c, Vector512<double>.One));
        Velocity1 = Vector512.FusedMultiplyAdd(
            -half * c, Velocity2, speed * Trigonometry.Cosine(direction) * Vector512.Create(1 / Math.Sqrt(2)));
    }

    /// <summary>The rates of change: Lagrange's equations solved for the accelerations, and those of the waves.</summary>
    /// <remarks>
    /// With <c>c = cos δ, s = sin δ</c> of <c>δ = θ1 − θ2</c>: <c>2 ω1' + c ω2' = −s ω2² − 2g sin θ1</c>,
    /// <c>c ω1' + ω2' = s ω1² − g sin θ2</c>; <c>(cos a)' = −(sin a) a', (sin a)' = (cos a) a'</c>.
    /// </remarks>
    /// <param name="rates">To be filled.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Rates(out PendulumLanes rates)
    {
        var c = Vector512.FusedMultiplyAdd(Cos1, Cos2, Sin1 * Sin2);
        var s = Vector512.FusedMultiplyAdd(Sin1, Cos2, -(Cos1 * Sin2));
        var inverse = Vector512<double>.One / Vector512.FusedMultiplyAdd(-c, c, Vector512.Create(2.0));
        var force1 = Vector512.FusedMultiplyAdd(-s, Velocity2 * Velocity2, Vector512.Create(-2 * Mechanics.Gravity) * Sin1);
        var force2 = Vector512.FusedMultiplyAdd(s, Velocity1 * Velocity1, Vector512.Create(-Mechanics.Gravity) * Sin2);
        rates.Angle1 = Velocity1;
        rates.Angle2 = Velocity2;
        rates.Velocity1 = Vector512.FusedMultiplyAdd(-c, force2, force1) * inverse;
        rates.Velocity2 = Vector512.FusedMultiplyAdd(-c, force1, force2 + force2) * inverse;
        rates.Cos1 = -(Sin1 * Velocity1);
        rates.Sin1 = Cos1 * Velocity1;
        rates.Cos2 = -(Sin2 * Velocity2);
        rates.Sin2 = Cos2 * Velocity2;
    }
}
