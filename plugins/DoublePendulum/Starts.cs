using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Misgen.Plugins.DoublePendulum;

/// <summary>
/// Draws the states in which demonstrations begin: angles redrawn until the kinetic energy that the wanted total needs is at least
/// 0.5 J, then the direction of motion, uniform in the mass metric.
/// </summary>
internal static class Starts
{
    public const double LeastKineticEnergy = 0.5;
    private const double Range1 = 1.6;
    private const double Range2 = 2.2;
    private const int Lanes = PendulumLanes.Count;

    /// <summary>Draws one start per wanted energy, each from its own stream.</summary>
    /// <param name="randoms">The sources of randomness.</param>
    /// <param name="energies">The wanted total energies, J; as many.</param>
    /// <param name="starts">To be filled, eight by eight.</param>
    public static void Draw(ReadOnlySpan<RandomStream> randoms, ReadOnlySpan<double> energies, Span<PendulumLanes> starts)
    {
        for (var i = 0; i < starts.Length; i++)
        {
            var part = Math.Min(Lanes, randoms.Length - (i * Lanes));
            starts[i] = Draw(randoms.Slice(i * Lanes, part), energies.Slice(i * Lanes, part));
        }
    }

    // Lanes without a stream hang still, which has more than the least energy of a wanted 0 J.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static PendulumLanes Draw(ReadOnlySpan<RandomStream> randoms, ReadOnlySpan<double> energies)
    {
        Span<double> angle1 = stackalloc double[Lanes];
        Span<double> angle2 = stackalloc double[Lanes];
        Span<double> direction = stackalloc double[Lanes];
        Span<double> wanted = stackalloc double[Lanes];
        wanted.Clear();
        angle1.Clear();
        angle2.Clear();
        direction.Clear();
        energies.CopyTo(wanted);
        var pending = (1UL << randoms.Length) - 1;
        var start = default(PendulumLanes);
        Vector512<double> kinetic;
        do
        {
            for (var lane = 0; lane < randoms.Length; lane++)
            {
                if (((pending >> lane) & 1) == 0)
                    continue;
                angle1[lane] = randoms[lane].NextUniform(-Range1, Range1);
                angle2[lane] = randoms[lane].NextUniform(-Range2, Range2);
            }

            (start.Angle1, start.Angle2) = (Vector512.Create<double>(angle1), Vector512.Create<double>(angle2));
            (start.Cos1, start.Cos2) = (Trigonometry.Cosine(start.Angle1), Trigonometry.Cosine(start.Angle2));
            kinetic = Vector512.Create<double>(wanted) + (Vector512.Create(Mechanics.Gravity) * (start.Cos1 + start.Cos1 + start.Cos2));
            pending = Vector512.ExtractMostSignificantBits(Vector512.LessThan(kinetic, Vector512.Create(LeastKineticEnergy)));
        }
        while (pending != 0);

        for (var lane = 0; lane < randoms.Length; lane++)
            direction[lane] = randoms[lane].NextUniform(0, 2 * Math.PI);
        (start.Sin1, start.Sin2) = (Trigonometry.Sine(start.Angle1), Trigonometry.Sine(start.Angle2));
        start.Move(kinetic, Vector512.Create<double>(direction));
        return start;
    }
}
