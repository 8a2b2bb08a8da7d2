using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Misgen.Plugins.DoublePendulum;

/// <summary>The total mechanical energy at every step of a trajectory, J: its mean is the task's quantity, its spread a defect.
/// NaN where an angle is beyond <see cref="Trigonometry.Largest"/>.</summary>
internal static class EnergyAlongPath
{
    private const int Steps = 8;

    public static double Mean(ReadOnlySpan<float> trajectory)
    {
        Span<Vector512<double>> energies = stackalloc Vector512<double>[EnergyTask.Length / Steps];
        Fill(trajectory, energies);
        return Mean(energies);
    }

    public static double StandardDeviation(ReadOnlySpan<float> trajectory)
    {
        Span<Vector512<double>> energies = stackalloc Vector512<double>[EnergyTask.Length / Steps];
        Fill(trajectory, energies);
        var mean = Vector512.Create(Mean(energies));
        var squares = Vector512<double>.Zero;
        foreach (var energy in energies)
            squares += (energy - mean) * (energy - mean);
        return Math.Sqrt(Vector512.Sum(squares) / EnergyTask.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Mean(ReadOnlySpan<Vector512<double>> energies)
    {
        var sum = Vector512<double>.Zero;
        foreach (var energy in energies)
            sum += energy;
        return Vector512.Sum(sum) / EnergyTask.Length;
    }

    // Eight steps at a time: the three cosines of a step cost more than everything else of a measurement.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(ReadOnlySpan<float> x, Span<Vector512<double>> energies)
    {
        for (var i = 0; i < energies.Length; i++)
        {
            var eight = x.Slice(Steps * EnergyTask.Channels * i, Steps * EnergyTask.Channels);
            var (angle1, angle2, velocity1, velocity2) = (Channel(eight, 0), Channel(eight, 1), Channel(eight, 2), Channel(eight, 3));
            var kinetic = (velocity1 * velocity1) + (0.5 * velocity2 * velocity2)
                + (velocity1 * velocity2 * Trigonometry.Cosine(angle1 - angle2));
            var height = (2 * Trigonometry.Cosine(angle1)) + Trigonometry.Cosine(angle2);
            energies[i] = kinetic - (Mechanics.Gravity * height);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Channel(ReadOnlySpan<float> x, int c) =>
        Vector512.Create((double)x[c], x[c + 4], x[c + 8], x[c + 12], x[c + 16], x[c + 20], x[c + 24], x[c + 28]);
}
