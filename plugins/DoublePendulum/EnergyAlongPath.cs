using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Misgen.Plugins.DoublePendulum;

/// <summary>The total mechanical energy at every step of a trajectory, J: its mean is the task's quantity, its spread a defect.</summary>
internal static class EnergyAlongPath
{
    public static double Mean(ReadOnlySpan<float> trajectory)
    {
        Span<Vector512<double>> energies = stackalloc Vector512<double>[EnergyTask.Length / Vector512<double>.Count];
        Fill(trajectory, energies);
        return Mean(energies);
    }

    public static double StandardDeviation(ReadOnlySpan<float> trajectory)
    {
        Span<Vector512<double>> energies = stackalloc Vector512<double>[EnergyTask.Length / Vector512<double>.Count];
        Fill(trajectory, energies);
        var mean = Vector512.Create(Mean(energies));
        var squares = Vector512<double>.Zero;
        foreach (var energy in energies)
            squares += (energy - mean) * (energy - mean);
        return Math.Sqrt(Vector512.Sum(squares) / EnergyTask.Length);
    }

    private static double Mean(ReadOnlySpan<Vector512<double>> energies)
    {
        var sum = Vector512<double>.Zero;
        foreach (var energy in energies)
            sum += energy;
        return Vector512.Sum(sum) / EnergyTask.Length;
    }

    // Eight steps at a time: the three cosines of a step cost more than everything else of a measurement.
    private static void Fill(ReadOnlySpan<float> trajectory, Span<Vector512<double>> energies)
    {
        var rows = MemoryMarshal.Cast<float, Vector512<float>>(trajectory);
        for (var i = 0; i < energies.Length; i++)
        {
            var (early, late) = (ByChannel(rows[2 * i]), ByChannel(rows[(2 * i) + 1]));
            var (earlyAngles, earlyVelocities) = Vector512.Widen(early);
            var (lateAngles, lateVelocities) = Vector512.Widen(late);
            var angle1 = Vector512.Create(earlyAngles.GetLower(), lateAngles.GetLower());
            var angle2 = Vector512.Create(earlyAngles.GetUpper(), lateAngles.GetUpper());
            var velocity1 = Vector512.Create(earlyVelocities.GetLower(), lateVelocities.GetLower());
            var velocity2 = Vector512.Create(earlyVelocities.GetUpper(), lateVelocities.GetUpper());
            var kinetic = (velocity1 * velocity1) + (0.5 * velocity2 * velocity2)
                + (velocity1 * velocity2 * Vector512.Cos(angle1 - angle2));
            energies[i] = kinetic - (Mechanics.Gravity * ((2 * Vector512.Cos(angle1)) + Vector512.Cos(angle2)));
        }
    }

    // Four rows of four channels, transposed.
    private static Vector512<float> ByChannel(Vector512<float> rows) =>
        Vector512.Shuffle(rows, Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));
}
