using FsCheck;
using FsCheck.Fluent;
using Misgen.Core.Distributions;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Distributions;

public sealed class QuantityBinsTests
{
    private static readonly QuantityBins Bins = new(new QuantityRange(1, 5));

    [Fact]
    public void Edges_OneToFive_AreEighthsFromZeroToSix() =>
        Bins.Edges().Should().Equal(Enumerable.Range(0, 49).Select(k => k / 8.0));

    [Fact]
    public void Edges_AnyRange_HoldBothEndsExactlyAndRise() => Prop.ForAll<NormalFloat, NormalFloat>((first, second) =>
    {
        var (low, high) = (Math.Min(first.Get, second.Get), Math.Max(first.Get, second.Get));
        if (!(high - low > 1e-9 * (Math.Abs(low) + Math.Abs(high))) || !double.IsFinite((high - low) * 2))
            return true;
        var edges = new QuantityBins(new QuantityRange(low, high)).Edges();
        return edges.Length == 49 && edges[8] == low && edges[40] == high
            && edges.Zip(edges.Skip(1)).All(pair => pair.First < pair.Second);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Edges_ChangedByTheCaller_LeaveTheBinsAlone()
    {
        Bins.Edges()[8] = 100;

        Bins.Edges()[8].Should().Be(1);
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(0.9999, 7)]
    [InlineData(1.1249, 8)]
    [InlineData(1.125, 9)]
    [InlineData(4.9999, 39)]
    [InlineData(5, 39)]
    [InlineData(5.0001, 40)]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(6, 47)]
    [InlineData(1e300, 47)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, 47)]
    [InlineData(double.NaN, -1)]
    public void IndexOf_Value_IsItsBin(double q, int expected) => Bins.IndexOf(q).Should().Be(expected);

    [Fact]
    public void IndexOf_EveryEdge_StartsItsBin() => Prop.ForAll<NormalFloat, byte>((low, tenths) =>
    {
        var range = new QuantityRange(low.Get, low.Get + ((tenths + 1) * 0.1 * (1 + Math.Abs(low.Get))));
        var bins = new QuantityBins(range);
        var edges = bins.Edges();
        return Enumerable.Range(0, 48).Where(k => k != 40)
            .All(k => bins.IndexOf(edges[k]) == k && bins.IndexOf(Math.BitDecrement(edges[k + 1])) == k);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, false)]
    [InlineData(5, false)]
    [InlineData(0.9999, true)]
    [InlineData(5.0001, true)]
    [InlineData(double.PositiveInfinity, true)]
    [InlineData(double.NaN, false)]
    public void IsOutOfRange_Value_MeansOutsideTheClosedRange(double q, bool expected) =>
        Bins.IsOutOfRange(q).Should().Be(expected);
}
