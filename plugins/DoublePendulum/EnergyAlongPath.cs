using System.Runtime.Intrinsics;

namespace Misgen.Plugins.DoublePendulum;

/// <summary>The total mechanical energy at every step of a trajectory, J: its mean is the task's quantity, its spread a defect.</summary>
internal static class EnergyAlongPath
{
    public static double Mean(ReadOnlySpan<float> trajectory)
    {
        Span<Vector256<double>> energies = stackalloc Vector256<double>[EnergyTask.Length / Vector256<double>.Count];
        Fill(trajectory, energies);
        return Mean(energies);
    }

    public static double StandardDeviation(ReadOnlySpan<float> trajectory)
    {
        Span<Vector256<double>> energies = stackalloc Vector256<double>[EnergyTask.Length / Vector256<double>.Count];
        Fill(trajectory, energies);
        var mean = Vector256.Create(Mean(energies));
        var squares = Vector256<double>.Zero;
        foreach (var energy in energies)
            squares += (energy - mean) * (energy - mean);
        return Math.Sqrt(Vector256.Sum(squares) / EnergyTask.Length);
    }

    private static double Mean(ReadOnlySpan<Vector256<double>> energies)
    {
        var sum = Vector256<double>.Zero;
        foreach (var energy in energies)
            sum += energy;
        return Vector256.Sum(sum) / EnergyTask.Length;
    }

    // Four steps at a time: the three cosines of a step cost more than everything else of a measurement.
    private static void Fill(ReadOnlySpan<float> x, Span<Vector256<double>> energies)
    {
        for (var i = 0; i < energies.Length; i++)
        {
            var four = x.Slice(4 * EnergyTask.Channels * i, 4 * EnergyTask.Channels);
            var angle1 = Vector256.Create((double)four[0], four[4], four[8], four[12]);
            var angle2 = Vector256.Create((double)four[1], four[5], four[9], four[13]);
            var velocity1 = Vector256.Create((double)four[2], four[6], four[10], four[14]);
            var velocity2 = Vector256.Create((double)four[3], four[7], four[11], four[15]);
            var kinetic = (velocity1 * velocity1) + (0.5 * velocity2 * velocity2)
                + (velocity1 * velocity2 * Vector256.Cos(angle1 - angle2));
            energies[i] = kinetic - (Mechanics.Gravity * ((2 * Vector256.Cos(angle1)) + Vector256.Cos(angle2)));
        }
    }
}
