using Misgen.Plugins;

namespace Misgen.Plugin.Abstractions.Tests;

public sealed class TrajectoryLayoutTests
{
    private static readonly Channel[] Plane = [new("x", "m"), new("y", "m")];

    [Fact]
    public void Size_TwoChannels_IsLengthTimesChannels() => new TrajectoryLayout(32, Plane).Size.Should().Be(64);

    [Fact]
    public void Constructor_Defaults_AreUnitStepsOfPureNumbers()
    {
        var layout = new TrajectoryLayout(4, [new Channel("x")]);

        layout.Interval.Should().Be(1);
        layout.IntervalUnit.Should().Be("step");
        layout.Channels[0].Unit.Should().Be("1");
    }

    [Fact]
    public void Constructor_LengthBelowFour_Throws()
    {
        var make = () => new TrajectoryLayout(3, Plane);

        make.Should().Throw<ArgumentException>().WithMessage("*at least 4*3*");
    }

    [Fact]
    public void Constructor_NoChannel_Throws()
    {
        var make = () => new TrajectoryLayout(8, []);

        make.Should().Throw<ArgumentException>().WithMessage("*at least one channel*");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Constructor_IntervalNotPositive_Throws(double interval)
    {
        var make = () => new TrajectoryLayout(8, Plane, interval, "s");

        make.Should().Throw<ArgumentException>().WithMessage("*positive number*");
    }
}
