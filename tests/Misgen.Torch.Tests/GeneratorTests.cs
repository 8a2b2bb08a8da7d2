namespace Misgen.Torch.Tests;

public sealed class GeneratorTests
{
    // Python torch 1.13: g = torch.Generator().manual_seed(42); torch.randn(4, generator=g), then rand(3), randint(0, 100, (4,)), randperm(5).
    [Fact]
    public void Generator_Seed42_DrawsWhatPythonDraws()
    {
        using var g = new Generator(42);
        randn(4, generator: g).Floats().Should().Equal(.33669036626815796f, .12880940735340118f, .23446236550807953f, .23033303022384644f);
        rand(3, generator: g).Floats().Should().Equal(.9407714605331421f, .13318592309951782f, .9345980882644653f);
        randint(0, 100, new long[] { 4 }, generator: g).Longs().Should().Equal(14, 10, 54, 31);
        randperm(5, generator: g).Longs().Should().Equal(2, 4, 3, 1, 0);
    }

    // Python torch 1.13: torch.randn(20, generator=torch.Generator().manual_seed(42)); 16 and more are drawn in blocks.
    [Fact]
    public void Generator_Seed42ManyAtOnce_DrawsWhatPythonDraws()
    {
        using var g = new Generator(42);
        var drawn = randn(20, generator: g).Floats();
        drawn[..3].Should().Equal(1.9269152879714966f, 1.4872840642929077f, .9007171988487244f);
        drawn[19].Should().Be(-.6215953826904297f);
    }

    [Fact]
    public void Generator_SameSeed_SameBitsWhateverOthersDraw()
    {
        using var one = new Generator(5);
        using var two = new Generator(5);
        using var other = new Generator(6);
        var expected = randn(100, generator: one).Floats();
        manual_seed(1);
        rand(3);
        randn(7, generator: other);
        randn(100, generator: two).Floats().Should().Equal(expected);
        randn(100, generator: other).Floats().Should().NotEqual(expected);
    }

    [Fact]
    public void Generator_OnOtherThreads_SameBits()
    {
        static float[] Draw()
        {
            using var scope = NewDisposeScope();
            using var g = new Generator(11);
            return Enumerable.Range(0, 50).SelectMany(_ => randn(33, generator: g).Floats()).ToArray();
        }

        var expected = Draw();
        OtherThread.RunAll(4, _ => Draw()).Should().AllSatisfy(one => one.Should().Equal(expected));
    }

    [Fact]
    public void Generator_StateTakenAndSet_GoesOnFromThere()
    {
        using var g = new Generator(9);
        randn(5, generator: g);
        using var state = g.get_state();
        var expected = randn(5, generator: g).Floats();
        g.set_state(state);
        randn(5, generator: g).Floats().Should().Equal(expected);
        g.manual_seed(9);
        g.initial_seed().Should().Be(9);
    }

    [Fact]
    public void Distributions_InPlace_FollowTheirParameters()
    {
        using var g = new Generator(1);
        var x = empty(20000);
        x.normal_(3, 2, g).mean().item<float>().Should().BeApproximately(3, .1f);
        x.uniform_(-1, 0, g).max().item<float>().Should().BeLessThan(0);
        x.bernoulli_(.25, g).mean().item<float>().Should().BeApproximately(.25f, .02f);
        tensor(new float[] { 0, 1 }).multinomial(5, true, g).Longs().Should().OnlyContain(k => k == 1);
    }
}
