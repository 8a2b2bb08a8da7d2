using Misgen.Core.Quantities;

namespace Misgen.Core.Tests.Quantities;

public sealed class TrajectoryQuantitiesTests
{
    // (0, 0) → (3, 4) → (3, 4) → (3, −8): steps of 5, 0 and 12; the end is √73 from the start.
    private static readonly float[] Bent = [0, 0, 3, 4, 3, 4, 3, -8];

    [Theory]
    [InlineData("path-length", 0.5, 17)]
    [InlineData("displacement", 0.5, 8.5440037453175304)]
    [InlineData("mean-speed", 0.5, 17 / 1.5)]
    [InlineData("max-speed", 0.5, 24)]
    [InlineData("kinetic-energy", 0.5, (100 + 0 + 576) / 6.0)]
    [InlineData("mean-speed", 1, 17 / 3.0)]
    [InlineData("max-speed", 1, 12)]
    public void Measure_BentPath_IsWhatOneCountsByHand(string id, double interval, double expected) =>
        TrajectoryQuantities.Find(id)!.Measure(Bent, 2, interval).Should().BeApproximately(expected, 1e-12);

    [Fact]
    public void Measure_OneChannel_IsTheDistanceOnALine()
    {
        float[] line = [1, 4, 2];

        TrajectoryQuantities.All.Select(quantity => quantity.Measure(line, 1, 1)).Should().Equal(5, 1, 2.5, 3, (9 + 4) / 4.0);
    }

    [Fact]
    public void Measure_CircleAtUnitSpeed_ApproachesItsClosedForm()
    {
        // Radius 2 once around in 4π: chords of 4 sin(π/n).
        const int Steps = 1000;
        var interval = 4 * Math.PI / Steps;
        var circle = new float[2 * (Steps + 1)];
        for (var step = 0; step <= Steps; step++)
            (circle[2 * step], circle[(2 * step) + 1]) = ((float)(2 * Math.Cos(step * interval / 2)), (float)(2 * Math.Sin(step * interval / 2)));
        var speed = Steps * 4 * Math.Sin(Math.PI / Steps) / (4 * Math.PI);

        Of("path-length").Should().BeApproximately(4 * Math.PI * speed, 1e-5);
        Of("displacement").Should().BeApproximately(0, 1e-5);
        Of("mean-speed").Should().BeApproximately(speed, 1e-6);
        Of("max-speed").Should().BeApproximately(speed, 1e-4);
        Of("kinetic-energy").Should().BeApproximately(speed * speed / 2, 1e-6);

        double Of(string id) => TrajectoryQuantities.Find(id)!.Measure(circle, 2, interval);
    }

    [Fact]
    public void Find_UnknownId_IsNull() => TrajectoryQuantities.Find("charm").Should().BeNull();

    [Fact]
    public void All_Ids_AreDifferentAndDescribed()
    {
        TrajectoryQuantities.All.Select(quantity => quantity.Id).Should().OnlyHaveUniqueItems();
        TrajectoryQuantities.All.Should().OnlyContain(quantity => quantity.Description.Length > 0);
    }
}
