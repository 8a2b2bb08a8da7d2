using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Misgen.Plugins.DoublePendulum;

/// <summary>The coefficients of one power of time: cosine and sine of θ1, θ2 and δ.</summary>
internal struct Waves
{
    public const int Vectors = 7;

    public Vector512<float> Cos1;
    public Vector512<float> Sin1;
    public Vector512<float> Cos2;
    public Vector512<float> Sin2;
    public Vector512<float> Cos;
    public Vector512<float> Sin;

    /// <summary>That of <c>(sin δ) ω1</c>, of the power before: it meets the same velocities in a sum of products.</summary>
    public Vector512<float> SinV1Before;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Round(in PendulumLanes low, in PendulumLanes high)
    {
        Cos1 = Vector512.Narrow(low.Cos1, high.Cos1);
        Sin1 = Vector512.Narrow(low.Sin1, high.Sin1);
        Cos2 = Vector512.Narrow(low.Cos2, high.Cos2);
        Sin2 = Vector512.Narrow(low.Sin2, high.Sin2);
    }
}

/// <summary>The coefficients of one power of time: angles and velocities.</summary>
internal struct Motion
{
    public const int Vectors = 4;

    public Vector512<float> Angle1;
    public Vector512<float> Angle2;
    public Vector512<float> Velocity1;
    public Vector512<float> Velocity2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Round(in PendulumLanes low, in PendulumLanes high)
    {
        Velocity1 = Vector512.Narrow(low.Velocity1, high.Velocity1);
        Velocity2 = Vector512.Narrow(low.Velocity2, high.Velocity2);
    }
}
