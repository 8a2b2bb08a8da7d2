namespace Misgen.Plugins.Synthetic;

/// <summary>
/// The rms residual to the best-fitting sinusoid, over every frequency, amplitude and phase: least squares in amplitude and phase
/// on a grid of frequencies, then a golden-section search around the best of them.
/// </summary>
internal static class SinusoidResidual
{
    private const double GridStep = 0.25;
    private const double GoldenRatio = 0.6180339887498949;
    private const int Refinements = 30;

    public static double Measure(ReadOnlySpan<float> x)
    {
        var best = GridStep;
        var bestResidual = double.PositiveInfinity;
        for (var frequency = GridStep; frequency < x.Length / 2; frequency += GridStep)
        {
            var residual = Residual(x, frequency);
            if (residual < bestResidual)
                (best, bestResidual) = (frequency, residual);
        }

        double low = best - GridStep, high = best + GridStep;
        for (var i = 0; i < Refinements; i++)
        {
            var left = high - (GoldenRatio * (high - low));
            var right = low + (GoldenRatio * (high - low));
            if (Residual(x, left) < Residual(x, right))
                high = right;
            else
                low = left;
        }

        var refined = Residual(x, (low + high) / 2);
        return double.IsNaN(refined) ? double.NaN : Math.Sqrt(Math.Min(bestResidual, refined));
    }

    // Mean square of x minus its projection on cos and sin of one frequency (normal equations of two unknowns).
    private static double Residual(ReadOnlySpan<float> x, double frequency)
    {
        var (stepSin, stepCos) = Math.SinCos(2 * Math.PI * frequency / x.Length);
        double c = 1, s = 0, cc = 0, cs = 0, ss = 0, xc = 0, xs = 0, xx = 0;
        foreach (double value in x)
        {
            cc += c * c;
            cs += c * s;
            ss += s * s;
            xc += value * c;
            xs += value * s;
            xx += value * value;
            (c, s) = ((c * stepCos) - (s * stepSin), (s * stepCos) + (c * stepSin));
        }

        var determinant = (cc * ss) - (cs * cs);
        var explained = determinant > 1e-9 * cc * cc
            ? ((xc * xc * ss) - (2 * xc * xs * cs) + (xs * xs * cc)) / determinant
            : xc * xc / cc;
        return Math.Max(0, xx - explained) / x.Length;
    }
}
