namespace Misgen.Plugins.Synthetic.Tests;

public sealed class SineTaskTests
{
    private const int Length = 64;
    private static readonly SyntheticTask Sine = SyntheticTask.Sine;

    // cos(ω(t+1)) + cos(ω(t−1)) = 2 cos(ω) cos(ωt): exact for every frequency up to half the sampling rate, whole or not.
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3.3)]
    [InlineData(6)]
    [InlineData(16)]
    [InlineData(20.7)]
    [InlineData(31)]
    public void Frequency_PureCosine_IsItsFrequency(double frequency)
    {
        var cosine = Wave(t => Math.Cos(2 * Math.PI * frequency * t / Length));

        Sine.Quantity(cosine).Should().BeApproximately(frequency, 5e-5);
        Sine.Defect(cosine).Should().BeLessThan(2e-4);
    }

    // Round the whole window, whole frequencies f and g are orthogonal: Σ x_t (x_{t+1} + x_{t−1}) = 2 (cos ω_f · 32 A² + cos ω_g · 32 B²)
    // and Σ x_t² = 32 A² + 32 B². The estimator leaves the two ends out: x_0, which is 0 here, and x_63, whose neighbours are x_62 and x_0.
    [Fact]
    public void Frequency_TwoSinusoids_IsAsByHand()
    {
        double Value(int t) => Math.Sin(2 * Math.PI * 4 * t / Length) + (0.5 * Math.Sin(2 * Math.PI * 12 * t / Length));
        var cross = (2 * ((Math.Cos(Math.PI / 8) * 32) + (Math.Cos(3 * Math.PI / 8) * 8))) - (Value(63) * Value(62));
        var square = 32 + 8 - (Value(63) * Value(63));

        Sine.Quantity(Wave(Value)).Should().BeApproximately(Length / (2 * Math.PI) * Math.Acos(cross / (2 * square)), 1e-5);
    }

    [Fact]
    public void Frequency_Constant_IsZero() => Sine.Quantity(Wave(_ => 0.5)).Should().Be(0);

    [Fact]
    public void Frequency_AllZero_IsUndefined() => Sine.Quantity(new float[Length]).Should().Be(double.NaN);

    // 1.2^(t+1) + 1.2^(t−1) = 2.033 · 1.2^t: no cosine is above 1.
    [Fact]
    public void Frequency_GrowingExponential_IsUndefined() => Sine.Quantity(Wave(t => Math.Pow(1.2, t))).Should().Be(double.NaN);

    // Sinusoids of whole frequencies are orthogonal over the window: the weaker one is the residual, with rms B/√2.
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.08)]
    [InlineData(0.4)]
    public void Defect_SinusoidWithAnOrthogonalOne_IsTheRmsOfTheWeaker(double weaker)
    {
        var both = Wave(t => Math.Sin((2 * Math.PI * 4 * t / Length) + 0.3) + (weaker * Math.Sin(2 * Math.PI * 20 * t / Length)));

        Sine.Defect(both).Should().BeApproximately(weaker / Math.Sqrt(2), 0.005 * weaker);
    }

    // The mean square of alternating ±a is a²; the sinusoid of frequency 32 would fit it and is at the sampling limit, not below.
    [Fact]
    public void Defect_SinusoidWithAlternation_IsTheAlternation()
    {
        var alternating = Wave(t => Math.Sin(2 * Math.PI * 4 * t / Length) + (t % 2 == 0 ? 0.1 : -0.1));

        Sine.Defect(alternating).Should().BeApproximately(0.1, 0.0005);
    }

    [Fact]
    public void Defect_FrequencyThatChangesHalfWay_IsAboveTheTolerance() =>
        Sine.Defect(Wave(t => 0.3 * Math.Sin(2 * Math.PI * (t < 32 ? 2 : 5) * t / Length))).Should().BeGreaterThan(Sine.Tolerance);

    // Least squares in amplitude and phase, solved afresh for each of 12,800 frequencies.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Defect_NoisySinusoid_IsThatOfTheBestOfManyFrequencies(int index)
    {
        var random = new RandomStream(3, "noise", (ulong)index);
        var (frequency, phase) = (random.NextUniform(1, 6), random.NextUniform(0, 6));
        var noisy = Wave(t => Math.Sin((2 * Math.PI * frequency * t / Length) + phase) + (0.3 * random.NextNormal()));

        var best = Enumerable.Range(50, 12_750).Min(i => ResidualAt(noisy, i * 0.0025));

        Sine.Defect(noisy).Should().BeApproximately(best, 1e-5);
    }

    [Fact]
    public void Defect_ScaledTrajectory_Scales()
    {
        var wave = Wave(t => Math.Sin(t * t / 50.0));

        Sine.Defect([.. wave.Select(value => 2 * value)]).Should().BeApproximately(2 * Sine.Defect(wave), 1e-9);
    }

    private static double ResidualAt(float[] x, double frequency)
    {
        var sin = Enumerable.Range(0, Length).Select(t => Math.Sin(2 * Math.PI * frequency * t / Length)).ToArray();
        var cos = Enumerable.Range(0, Length).Select(t => Math.Cos(2 * Math.PI * frequency * t / Length)).ToArray();
        // Gram-Schmidt: remove the cosine, then what is left of the sine.
        var onto = Dot(cos, sin) / Dot(cos, cos);
        double[] rest = [.. sin.Zip(cos, (s, c) => s - (onto * c))];
        double[] values = [.. x.Select(value => (double)value)];
        var (a, b) = (Dot(values, cos) / Dot(cos, cos), Dot(values, rest) / Dot(rest, rest));
        return Math.Sqrt(Enumerable.Range(0, Length).Average(t => Math.Pow(values[t] - (a * cos[t]) - (b * rest[t]), 2)));
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (l, r) => l * r).Sum();

    private static float[] Wave(Func<int, double> value) => [.. Enumerable.Range(0, Length).Select(t => (float)value(t))];
}
