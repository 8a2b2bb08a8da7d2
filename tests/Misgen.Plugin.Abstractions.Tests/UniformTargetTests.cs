using FsCheck;
using FsCheck.Fluent;
using Misgen.Plugins;

namespace Misgen.Plugin.Abstractions.Tests;

public sealed class UniformTargetTests
{
    private static readonly UniformTarget Target = new(new QuantityRange(1, 5));

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 0.25)]
    [InlineData(5, 1)]
    [InlineData(9, 1)]
    public void Cdf_InsideAndBeyond_IsTheShareBelow(double q, double expected) => Target.Cdf(q).Should().Be(expected);

    [Fact]
    public void Quantile_AnyProbability_InvertsTheCdf() => Prop.ForAll<ushort>(numerator =>
    {
        var probability = numerator / 65536.0;

        Target.Cdf(Target.Quantile(probability)).Should().BeApproximately(probability, 1e-15);
    }).QuickCheckThrowOnFailure();
}
