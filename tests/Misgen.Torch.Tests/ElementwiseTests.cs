namespace Misgen.Torch.Tests;

public sealed class ElementwiseTests
{
    private readonly Tensor _x = tensor(new float[] { -2, 0, 1.5f });

    [Fact]
    public void Operators_OnTensorsAndNumbers_Compute()
    {
        var y = tensor(new float[] { 1, 2, 4 });
        (_x + y).ShouldBe(-1, 2, 5.5f);
        (_x - y).ShouldBe(-3, -2, -2.5f);
        (_x * y).ShouldBe(-2, 0, 6);
        (_x / y).ShouldBe(-2, 0, .375f);
        (_x + 1).ShouldBe(-1, 1, 2.5f);
        (1 - _x).ShouldBe(3, 1, -.5f);
        (2.0 * _x).ShouldBe(-4, 0, 3);
        (8 / y).ShouldBe(8, 4, 2);
        (-_x).ShouldBe(2, 0, -1.5f);
        (y % 3).ShouldBe(1, 2, 1);
        ((_x < 0) | (_x > 1)).Bools().Should().Equal(true, false, true);
        (~(_x >= 0)).Bools().Should().Equal(true, false, false);
    }

    [Fact]
    public void Arithmetic_WithAlphaAndValue_Scales()
    {
        var y = tensor(new float[] { 1, 2, 4 });
        _x.add(y, 10).ShouldBe(8, 20, 41.5f);
        torch.add(_x, y, 10).ShouldBe(8, 20, 41.5f);
        _x.addcmul(y, y, 0.5).ShouldBe(-1.5f, 2, 9.5f);
        _x.addcdiv(y, y, 3).ShouldBe(1, 3, 4.5f);
        _x.lerp(y, tensor(0.5f)).ShouldBe(-.5f, 1, 2.75f);
        y.pow(2).ShouldBe(1, 4, 16);
        y.pow(tensor(0.5f)).ShouldBe(1, 1.41421356f, 2);
        y.div(3, RoundingMode.floor).ShouldBe(0, 0, 1);
    }

    [Fact]
    public void Functions_AtKnownPoints_HaveKnownValues()
    {
        _x.abs().ShouldBe(2, 0, 1.5f);
        _x.exp().ShouldBe(.13533528f, 1, 4.48168907f);
        tensor(new float[] { 1, 4 }).log().ShouldBe(0, 1.38629436f);
        tensor(new float[] { 4, 16 }).sqrt().ShouldBe(2, 4);
        tensor(new float[] { 4, 16 }).rsqrt().ShouldBe(.5f, .25f);
        _x.square().ShouldBe(4, 0, 2.25f);
        _x.sin().ShouldBe(-.90929743f, 0, .99749499f);
        _x.cos().ShouldBe(-.41614684f, 1, .07073720f);
        _x.tanh().ShouldBe(-.96402758f, 0, .90514825f);
        _x.sigmoid().ShouldBe(.11920292f, .5f, .81757448f);
        // Python torch 1.13: torch.erf(torch.tensor([.5]))
        tensor(new[] { .5f }).erf().ShouldBe(.52049989f);
        _x.clamp(-1, 1).ShouldBe(-1, 0, 1);
        _x.clamp_min(0).ShouldBe(0, 0, 1.5f);
        _x.maximum(zeros(3)).ShouldBe(0, 0, 1.5f);
        minimum(_x, zeros(3)).ShouldBe(-2, 0, 0);
        where(_x > 0, _x, ones(3)).ShouldBe(1, 1, 1.5f);
        _x.round().ShouldBe(-2, 0, 2);
    }

    [Fact]
    public void Predicates_SeeNanAndInfinity()
    {
        var odd = tensor(new[] { float.NaN, float.PositiveInfinity, 1 });
        odd.isnan().Bools().Should().Equal(true, false, false);
        odd.isfinite().Bools().Should().Equal(false, false, true);
        odd.nan_to_num(7, 8).ShouldBe(7, 8, 1);
        _x.eq(0).Bools().Should().Equal(false, true, false);
        _x.ne(_x).Bools().Should().Equal(false, false, false);
        _x.le(0).Bools().Should().Equal(true, true, false);
        _x.allclose(_x * (1 + 1e-6)).Should().BeTrue();
        _x.allclose(_x + 1).Should().BeFalse();
    }

    [Fact]
    public void InPlace_Operations_ChangeTheTensorAndReturnIt()
    {
        var t = tensor(new float[] { 4, 9 });
        t.sqrt_().Should().BeSameAs(t);
        t.ShouldBe(2, 3);
        t.add_(1).mul_(2).sub_(tensor(new float[] { 1, 1 })).div_(5).ShouldBe(1, 1.4f);
        t.zero_().ShouldBe(0, 0);
        t.fill_(3).neg_().ShouldBe(-3, -3);
        t.copy_(tensor(new double[] { 1, 2 })).ShouldBe(1, 2);
        t.clamp_(0, 1.5).ShouldBe(1, 1.5f);
        t.lerp_(zeros(2), tensor(.5f)).ShouldBe(.5f, .75f);
    }

    // AdamW's update (Loshchilov and Hutter 2019, algorithm 2) on one number, next to the same in doubles.
    [Fact]
    public void InPlace_ThreeAdamSteps_FollowTheFormula()
    {
        const double Rate = .1, Beta1 = .9, Beta2 = .999, Epsilon = 1e-8, Decay = .01;
        var p = tensor(new float[] { 1 });
        var m = zeros(1);
        var v = zeros(1);
        double expected = 1, mean = 0, square = 0;
        for (var step = 1; step <= 3; step++)
        {
            var g = p * 2 - 1;
            m.mul_(Beta1).add_(g, 1 - Beta1);
            v.mul_(Beta2).addcmul_(g, g, 1 - Beta2);
            var c1 = 1 - Math.Pow(Beta1, step);
            var c2 = 1 - Math.Pow(Beta2, step);
            p.mul_(1 - Rate * Decay).addcdiv_(m, (v / c2).sqrt_().add_(Epsilon), -Rate / c1);

            var slope = 2 * expected - 1;
            mean = Beta1 * mean + (1 - Beta1) * slope;
            square = Beta2 * square + (1 - Beta2) * slope * slope;
            expected = expected * (1 - Rate * Decay) - Rate * (mean / c1) / (Math.Sqrt(square / c2) + Epsilon);
        }

        p.ShouldBeNear(1e-6, (float)expected);
    }
}
