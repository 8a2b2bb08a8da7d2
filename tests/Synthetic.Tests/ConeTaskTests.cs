using System.Numerics;

namespace Misgen.Plugins.Synthetic.Tests;

/// <summary>
/// Points are complex numbers here: a circle of k turns is one Fourier mode, and modes of different turns are orthogonal, so that
/// radius and residual follow from the amplitudes by Parseval's theorem.
/// </summary>
public sealed class ConeTaskTests
{
    private const int Length = 32;
    private static readonly SyntheticTask Cone = SyntheticTask.Cone;

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(-2)]
    public void Radius_CircleOfAllowedTurnsAnywhere_IsItsRadius(int turns)
    {
        var circle = Points((turns, 0.3), centre: new Complex(1.5, -2));

        Cone.Quantity(circle).Should().BeApproximately(0.3, 1e-6);
        Cone.Defect(circle).Should().BeLessThan(1e-3);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    [InlineData(7)]
    public void Defect_CircleOfOtherTurns_IsItsRadius(int turns)
    {
        var circle = Points((turns, 0.3));

        Cone.Quantity(circle).Should().BeApproximately(0.3, 1e-6);
        Cone.Defect(circle).Should().BeApproximately(0.3, 1e-6);
    }

    // Two modes: the mean square is the sum of squares, the nearest circle takes the stronger allowed one.
    [Theory]
    [InlineData(1, 0.4, 5, 0.1, 0.1)]
    [InlineData(1, 0.4, 5, 0.03, 0.03)]
    [InlineData(1, 0.4, 2, 0.1, 0.1)]
    [InlineData(-2, 0.1, 1, 0.4, 0.1)]
    [InlineData(-1, 0.1, 6, 0.4, 0.4)]
    public void Defect_CircleWithAnotherModeOnTop_IsThatOfTheMode(int turns, double radius, int otherTurns, double other, double residual)
    {
        var perturbed = Points((turns, radius), (otherTurns, other), centre: new Complex(-0.5, 0.5));

        Cone.Quantity(perturbed).Should().BeApproximately(Math.Sqrt((radius * radius) + (other * other)), 1e-6);
        Cone.Defect(perturbed).Should().BeApproximately(residual, 1e-5);
    }

    // An ellipse of half axes a and b is (a+b)/2 turning one way and (a−b)/2 turning the other.
    [Fact]
    public void Defect_Ellipse_IsHalfTheDifferenceOfItsAxes()
    {
        var ellipse = Enumerable.Range(0, Length).SelectMany(t =>
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * t / Length);
            return (float[])[(float)(0.5 * cos), (float)(0.3 * sin)];
        }).ToArray();

        Cone.Defect(ellipse).Should().BeApproximately(0.1, 1e-6);
        Cone.Quantity(ellipse).Should().BeApproximately(Math.Sqrt((0.25 + 0.09) / 2), 1e-6);
    }

    // One point of 32 moved outward by d: mean square d²/32 more, of which the centre takes d²/32² and the nearest circle as much.
    [Fact]
    public void Defect_CircleWithOnePointMoved_IsThatOfThePoint()
    {
        var moved = Points((1, 0.4));
        moved[0] += 0.64f;

        Cone.Defect(moved).Should().BeApproximately(0.64 * Math.Sqrt((1 / 32.0) - (2 / 1024.0)), 1e-6);
    }

    [Fact]
    public void Radius_StandingPoint_IsZero()
    {
        var standing = Points((1, 0), centre: new Complex(0.25, -0.5));

        Cone.Quantity(standing).Should().Be(0);
        Cone.Defect(standing).Should().Be(0);
    }

    [Fact]
    public void Defect_StraightLine_IsAboveTheTolerance() =>
        Cone.Defect([.. Enumerable.Range(0, 2 * Length).Select(i => i % 2 == 0 ? i / 64f : 0)]).Should().BeGreaterThan(Cone.Tolerance);

    private static float[] Points((int Turns, double Amplitude) mode, (int Turns, double Amplitude) other = default, Complex centre = default) =>
        [.. Enumerable.Range(0, Length).SelectMany(t =>
        {
            var point = centre + Mode(mode, t) + Mode(other, t);
            return (float[])[(float)point.Real, (float)point.Imaginary];
        })];

    private static Complex Mode((int Turns, double Amplitude) mode, int t) =>
        Complex.FromPolarCoordinates(mode.Amplitude, 2 * Math.PI * mode.Turns * t / Length);
}
