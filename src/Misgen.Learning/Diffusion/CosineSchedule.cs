namespace Misgen.Learning.Diffusion;

/// <summary>
/// The cosine variance-preserving schedule in continuous time: <c>α = cos(πt/2)</c>, <c>σ = sin(πt/2)</c>, t in (0, 1)
/// (Nichol, Dhariwal, ICML 2021, without offset; Salimans, Ho, ICLR 2022).
/// </summary>
public static class CosineSchedule
{
    /// <summary>Signal level <c>α</c>.</summary>
    /// <param name="t">Time.</param>
    public static double Alpha(double t) => Math.Cos(Math.PI / 2 * t);

    /// <summary>Noise level <c>σ</c>.</summary>
    /// <param name="t">Time.</param>
    public static double Sigma(double t) => Math.Sin(Math.PI / 2 * t);

    /// <summary>Half the log signal-to-noise ratio, <c>λ = log(α/σ)</c>.</summary>
    /// <param name="t">Time.</param>
    public static double Lambda(double t) => Math.Log(Alpha(t) / Sigma(t));

    /// <summary>The time of a <c>λ</c>: <c>t = 2/π · atan(e^−λ)</c>.</summary>
    /// <param name="lambda">Half the log signal-to-noise ratio.</param>
    public static double Time(double lambda) => 2 / Math.PI * Math.Atan(Math.Exp(-lambda));
}
