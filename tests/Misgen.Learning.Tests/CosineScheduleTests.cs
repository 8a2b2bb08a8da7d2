using Misgen.Learning.Diffusion;

namespace Misgen.Learning.Tests;

public sealed class CosineScheduleTests
{
    [Theory]
    [InlineData(0.004)]
    [InlineData(0.37)]
    [InlineData(0.995)]
    public void Schedule_AnyTime_PreservesVariance(double t) =>
        (Math.Pow(CosineSchedule.Alpha(t), 2) + Math.Pow(CosineSchedule.Sigma(t), 2)).Should().BeApproximately(1, 1e-15);

    [Fact]
    public void Lambda_HalfTime_IsZero() => CosineSchedule.Lambda(0.5).Should().BeApproximately(0, 1e-15);

    [Theory]
    [InlineData(0.004)]
    [InlineData(0.5)]
    [InlineData(0.995)]
    public void Time_OfLambda_ReturnsTheTime(double t) =>
        CosineSchedule.Time(CosineSchedule.Lambda(t)).Should().BeApproximately(t, 1e-12);
}
