using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Misgen.Plugins.DoublePendulum;

/// <summary>
/// Integrates the equations of motion of several pendulums at once by the explicit Runge-Kutta method of order 8 in 12 stages after
/// Dormand and Prince: the one of DOP853 in Hairer, Nørsett, Wanner, "Solving Ordinary Differential Equations I", 2nd ed., 1993. One
/// step per sample.
/// </summary>
/// <remarks>
/// In the momenta <c>p = ∂L/∂ω</c>, and in cosines and sines of <c>θ1</c> and of <c>δ = θ1 − θ2</c> in place of the angles, a slope
/// is a few products and one division:
/// <code>
/// ω1 = (p1 − c p2) / (2 − c²),  ω2 = (2 p2 − c p1) / (2 − c²)            c = cos δ, s = sin δ
/// p1' = −s ω1 ω2 − 2g sin θ1,   p2' = s ω1 ω2 − g sin (θ1 − δ)           (Lagrange's equations)
/// (cos a)' = −(sin a) a',       (sin a)' = (cos a) a'                    for a = θ1, δ
/// </code>
/// The angles themselves are only summed up. A lane is a pendulum and knows nothing of the others: its bits do not depend on them.
/// Fused multiply-adds are asked for by name: the bits are the same on every processor.
/// </remarks>
internal static class DormandPrinceIntegrator
{
    /// <summary>How many pendulums are integrated at once: two vectors, because one computes while the other waits for its division.</summary>
    public const int Lanes = 2 * VectorLanes;

    /// <summary>How many pendulums a vector holds.</summary>
    public const int VectorLanes = 8;

    /// <summary>The state's variables, in this order: cos θ1, sin θ1, cos δ, sin δ, p1, p2, θ1, θ2.</summary>
    internal const int Variables = 8;

    private const int Stages = 12;

    /// <summary>
    /// Row <c>i</c>: the weights of the slopes 0 … <c>i − 1</c> in the state at which slope <c>i</c> is taken. The last row is that of
    /// the next step's first slope: the weights of the step.
    /// </summary>
    internal static readonly double[][] Weights =
    [
        [],
        [5.26001519587677318785587544488e-2],
        [1.97250569845378994544595329183e-2, 5.91751709536136983633785987549e-2],
        [2.95875854768068491816892993775e-2, 0, 8.87627564304205475450678981324e-2],
        [2.41365134159266685502369798665e-1, 0, -8.84549479328286085344864962717e-1, 9.24834003261792003115737966543e-1],
        [1 / 27.0, 0, 0, 1.70828608729473871279604482173e-1, 1.25467687566822425016691814123e-1],
        [3.7109375e-2, 0, 0, 1.70252211019544039314978060272e-1, 6.02165389804559606850219397283e-2, -1.7578125e-2],
        [3.70920001185047927108779319836e-2, 0, 0, 1.70383925712239993810214054705e-1, 1.07262030446373284651809199168e-1,
            -1.53194377486244017527936158236e-2, 8.27378916381402288758473766002e-3],
        [6.24110958716075717114429577812e-1, 0, 0, -3.36089262944694129406857109825, -8.68219346841726006818189891453e-1,
            27.5920996994467083049415600797, 20.1540675504778934086186788979, -43.4898841810699588477366255144],
        [4.77662536438264365890433908527e-1, 0, 0, -2.48811461997166764192642586468, -5.90290826836842996371446475743e-1,
            21.2300514481811942347288949897, 15.2792336328824235832596922938, -33.2882109689848629194453265587,
            -2.03312017085086261358222928593e-2],
        [-9.3714243008598732571704021658e-1, 0, 0, 5.18637242884406370830023853209, 1.09143734899672957818500254654,
            -8.14978701074692612513997267357, -18.5200656599969598641566180701, 22.7394870993505042818970056734,
            2.49360555267965238987089396762, -3.0467644718982195003823669022],
        [2.27331014751653820792359768449, 0, 0, -10.5344954667372501984066689879, -2.00087205822486249909675718444,
            -17.9589318631187989172765950534, 27.9488845294199600508499808837, -2.85899827713502369474065508674,
            -8.87285693353062954433549289258, 12.3605671757943030647266201528, 6.43392746015763530355970484046e-1],
        [5.42937341165687622380535766363e-2, 0, 0, 0, 0, 4.45031289275240888144113950566, 1.89151789931450038304281599044,
            -5.8012039600105847814672114227, 3.1116436695781989440891606237e-1, -1.52160949662516078556178806805e-1,
            2.01365400804030348374776537501e-1, 4.47106157277725905176885569043e-2],
    ];

    // The weights that are not zero, row by row, and where their slopes begin; row i ends at Ends[i].
    private static readonly (int Slope, double Weight)[] Terms =
        [.. Weights.SelectMany(row => row.Select((weight, j) => (Variables * j, weight)).Where(term => term.weight != 0))];

    private static readonly int[] Ends =
        [.. Enumerable.Range(0, Stages + 1).Select(i => Weights.Take(i + 1).Sum(row => row.Count(weight => weight != 0)))];

    /// <summary>Fills <paramref name="samples"/> with the motion at the times 0, interval, 2 interval, ….</summary>
    /// <param name="starts">1 to <see cref="Lanes"/> states at time 0.</param>
    /// <param name="interval">Time between samples, s; negative to go back in time.</param>
    /// <param name="steps">How many samples.</param>
    /// <param name="samples">
    /// <c>[vectors, steps, 4]</c>: θ1, θ2, ω1, ω2, a lane per start, in as few vectors as hold all; lanes beyond the starts repeat the last.
    /// </param>
    public static void Integrate(ReadOnlySpan<PendulumState> starts, double interval, int steps, Span<Vector512<double>> samples)
    {
        const int Bytes = VectorLanes * sizeof(double);
        var vectors = (starts.Length + VectorLanes - 1) / VectorLanes;
        var states = Aligned(stackalloc byte[Bytes * ((Lanes / VectorLanes * Variables) + 1)])[..(vectors * Variables)];
        var slopes = Aligned(stackalloc byte[Bytes * ((Lanes / VectorLanes * Variables * Stages) + 1)]);
        Fill(states, starts);
        for (var step = 0; ; step++)
        {
            for (var vector = 0; vector < vectors; vector++)
            {
                var state = states.Slice(vector * Variables, Variables);
                var slope = slopes.Slice(vector * Variables * Stages, Variables);
                var sample = samples.Slice(((vector * steps) + step) * 4, 4);
                Slope(state[0], state[1], state[2], state[3], state[4], state[5], slope);
                (sample[0], sample[1], sample[2], sample[3]) = (state[6], state[7], slope[6], slope[7]);
            }

            if (step == steps - 1)
                return;
            Step(states, slopes, interval);
        }
    }

    /// <summary>The slopes of all variables.</summary>
    /// <param name="cos1"><c>cos θ1</c>.</param>
    /// <param name="sin1"><c>sin θ1</c>.</param>
    /// <param name="c"><c>cos δ</c>.</param>
    /// <param name="s"><c>sin δ</c>.</param>
    /// <param name="p1"><c>2 ω1 + c ω2</c>.</param>
    /// <param name="p2"><c>c ω1 + ω2</c>.</param>
    /// <param name="slope"><c>[Variables]</c>, to be filled; its last two are the velocities.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Slope(
        Vector512<double> cos1,
        Vector512<double> sin1,
        Vector512<double> c,
        Vector512<double> s,
        Vector512<double> p1,
        Vector512<double> p2,
        Span<Vector512<double>> slope)
    {
        var inverse = Vector512<double>.One / Vector512.FusedMultiplyAdd(-c, c, Vector512.Create(2.0));
        var velocity1 = Vector512.FusedMultiplyAdd(-c, p2, p1) * inverse;
        var velocity2 = Vector512.FusedMultiplyAdd(-c, p1, p2 + p2) * inverse;
        var difference = velocity1 - velocity2;
        var coriolis = s * velocity1 * velocity2;
        var sin2 = Vector512.FusedMultiplyAdd(sin1, c, -(cos1 * s));
        slope[0] = -(sin1 * velocity1);
        slope[1] = cos1 * velocity1;
        slope[2] = -(s * difference);
        slope[3] = c * difference;
        slope[4] = Vector512.FusedMultiplyAdd(Vector512.Create(-2 * Mechanics.Gravity), sin1, -coriolis);
        slope[5] = Vector512.FusedMultiplyAdd(Vector512.Create(-Mechanics.Gravity), sin2, coriolis);
        slope[6] = velocity1;
        slope[7] = velocity2;
    }

    // The stack is aligned to 16 bytes only, and a vector across two cache lines costs twice.
    private static Span<Vector512<double>> Aligned(Span<byte> memory)
    {
        const int Bytes = VectorLanes * sizeof(double);
        var beyond = (int)(Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(memory)) & (Bytes - 1));
        return MemoryMarshal.Cast<byte, Vector512<double>>(memory.Slice(Bytes - beyond, memory.Length - Bytes));
    }

    private static void Fill(Span<Vector512<double>> states, ReadOnlySpan<PendulumState> starts)
    {
        var values = MemoryMarshal.Cast<Vector512<double>, double>(states);
        for (var lane = 0; lane < values.Length / Variables; lane++)
        {
            var (angle1, angle2, velocity1, velocity2) = starts[Math.Min(lane, starts.Length - 1)];
            var (sin1, cos1) = Math.SinCos(angle1);
            var (s, c) = Math.SinCos(angle1 - angle2);
            ReadOnlySpan<double> state = [cos1, sin1, c, s, (2 * velocity1) + (c * velocity2), (c * velocity1) + velocity2, angle1, angle2];
            var column = values[((lane / VectorLanes * Variables * VectorLanes) + (lane % VectorLanes))..];
            for (var i = 0; i < Variables; i++)
                column[i * VectorLanes] = state[i];
        }
    }

    // One step of the method. The first slope is known.
    private static void Step(Span<Vector512<double>> states, Span<Vector512<double>> allSlopes, double time)
    {
        ReadOnlySpan<(int Slope, double Weight)> terms = Terms;
        for (var stage = 1; stage < Stages; stage++)
        {
            for (var vector = 0; vector < states.Length / Variables; vector++)
            {
                var state = states.Slice(vector * Variables, Variables);
                var slopes = allSlopes.Slice(vector * Variables * Stages, Variables * Stages);
                var (cos1, sin1, c, s, p1, p2) = (state[0], state[1], state[2], state[3], state[4], state[5]);
                for (var term = Ends[stage - 1]; term < Ends[stage]; term++)
                {
                    var slope = slopes.Slice(terms[term].Slope, Variables);
                    var weight = Vector512.Create(time * terms[term].Weight);
                    cos1 = Vector512.FusedMultiplyAdd(weight, slope[0], cos1);
                    sin1 = Vector512.FusedMultiplyAdd(weight, slope[1], sin1);
                    c = Vector512.FusedMultiplyAdd(weight, slope[2], c);
                    s = Vector512.FusedMultiplyAdd(weight, slope[3], s);
                    p1 = Vector512.FusedMultiplyAdd(weight, slope[4], p1);
                    p2 = Vector512.FusedMultiplyAdd(weight, slope[5], p2);
                }

                Slope(cos1, sin1, c, s, p1, p2, slopes.Slice(stage * Variables, Variables));
            }
        }

        for (var vector = 0; vector < states.Length / Variables; vector++)
            Advance(states.Slice(vector * Variables, Variables), allSlopes.Slice(vector * Variables * Stages, Variables * Stages), time);
    }

    private static void Advance(Span<Vector512<double>> state, ReadOnlySpan<Vector512<double>> slopes, double time)
    {
        foreach (var term in Terms.AsSpan(Ends[Stages - 1]))
        {
            var slope = slopes.Slice(term.Slope, Variables);
            var weight = Vector512.Create(time * term.Weight);
            for (var i = 0; i < Variables; i++)
                state[i] = Vector512.FusedMultiplyAdd(weight, slope[i], state[i]);
        }

        ToUnitLength(ref state[0], ref state[1]);
        ToUnitLength(ref state[2], ref state[3]);
    }

    // Back onto cos² + sin² = 1: one step of Newton's iteration for 1/√x, whose error is of the square of the deviation.
    private static void ToUnitLength(ref Vector512<double> cos, ref Vector512<double> sin)
    {
        var unit = Vector512.Create(1.5) - (0.5 * ((cos * cos) + (sin * sin)));
        cos *= unit;
        sin *= unit;
    }
}
