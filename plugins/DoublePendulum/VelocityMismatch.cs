namespace Misgen.Plugins.DoublePendulum;

/// <summary>
/// The rms of <c>dθ/dt − ω</c> over both angles and all steps but the ends, rad/s, with <c>dθ/dt</c> by central differences: whether
/// the velocities are those of the angles. The energy does not enter, so a model that gets the energy right by construction gains
/// nothing here. Of a true motion it is the error of the differences, <c>Δ²/6 · d³θ/dt³</c>.
/// </summary>
internal static class VelocityMismatch
{
    public static double Rms(ReadOnlySpan<float> x)
    {
        const int C = EnergyTask.Channels;
        double sum = 0;
        for (var t = 1; t < EnergyTask.Length - 1; t++)
        {
            for (var angle = 0; angle < 2; angle++)
            {
                var difference = (double)x[((t + 1) * C) + angle] - x[((t - 1) * C) + angle];
                var mismatch = (difference / (2 * EnergyTask.Interval)) - x[(t * C) + 2 + angle];
                sum += mismatch * mismatch;
            }
        }

        return Math.Sqrt(sum / (2 * (EnergyTask.Length - 2)));
    }
}
