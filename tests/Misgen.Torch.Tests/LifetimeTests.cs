namespace Misgen.Torch.Tests;

public sealed class LifetimeTests
{
    [Fact]
    public void Scope_Disposed_DisposesWhatWasMadeInIt()
    {
        var before = ones(2);
        Tensor inside, moved, detached;
        using (NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                inside = ones(2);
                moved = (inside + 1).MoveToOuterDisposeScope();
                detached = (inside + 2).DetachFromDisposeScope();
                inner.DisposablesCount.Should().Be(1);
                inner.Contains(inside).Should().BeTrue();
            }

            inside.IsInvalid.Should().BeTrue();
            moved.ShouldBe(2, 2);
        }

        moved.IsInvalid.Should().BeTrue();
        detached.ShouldBe(3, 3);
        before.ShouldBe(1, 1);
    }

    [Fact]
    public void Scope_MovesSeveralAndAttaches()
    {
        var outside = ones(1);
        using var outer = NewDisposeScope();
        using (var inner = NewDisposeScope())
        {
            var (a, b) = inner.MoveToOuter(ones(1), ones(1));
            inner.Attach(outside);
            inner.DisposeEverythingBut(ones(1));
            inner.DisposablesCount.Should().Be(1);
            a.IsInvalid.Should().BeFalse();
            b.IsInvalid.Should().BeFalse();
        }

        outside.IsInvalid.Should().BeTrue();
        outer.DisposablesCount.Should().Be(2);
    }

    [Fact]
    public void Scope_OfAnotherThread_DoesNotOwnWhatThisThreadMakes()
    {
        using var scope = NewDisposeScope();
        var made = OtherThread.Run(() => ones(1));
        scope.Contains(made).Should().BeFalse();
        made.Dispose();
    }

    [Fact]
    public void Scope_EndedBeforeItsInner_LeavesTheInnerCurrent()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        inner.Contains(ones(1)).Should().BeTrue();
        inner.Dispose();
        using var made = ones(1);
        made.IsInvalid.Should().BeFalse();
    }

    [Fact]
    public void Wrapped_ResultOnly_OutlivesItsScope()
    {
        Tensor? step = null;
        using var result = WrappedTensorDisposeScope(() => (step = ones(2)) + 1);
        result.ShouldBe(2, 2);
        step!.IsInvalid.Should().BeTrue();
    }

    [Fact]
    public void Dispose_Twice_IsFine()
    {
        var x = ones(2);
        x.Dispose();
        x.Dispose();
        x.IsInvalid.Should().BeTrue();
    }

    [Fact]
    public void Tensor_UsedAfterDispose_SaysSo()
    {
        var x = ones(2);
        x.Dispose();
        var use = () => x + 1;
        use.Should().Throw<InvalidOperationException>();
        var shape = () => x.shape;
        shape.Should().Throw<InvalidOperationException>();
        var inList = () => cat(new[] { ones(2), x });
        inList.Should().Throw<InvalidOperationException>();
        // The other argument was let go: it can be freed, and used.
        var y = ones(2);
        var second = () => y.add(x);
        second.Should().Throw<InvalidOperationException>();
        y.ShouldBe(1, 1);
        y.Dispose();
        y.IsInvalid.Should().BeTrue();
    }

    [Fact]
    public void Accessor_OutlivesItsTensor()
    {
        var x = tensor(new float[] { 1, 2 });
        var data = x.data<float>();
        x.Dispose();
        data.ToArray().Should().Equal(1, 2);
    }

    // A view keeps the memory; a handle in use keeps the tensor. Wrong, this ends the process or shows foreign numbers.
    [Fact]
    public void Tensors_CollectedWhileOthersCompute_StayValid()
    {
        var failures = 0;
        var stop = DateTime.UtcNow.AddSeconds(2);
        var threads = Enumerable.Range(1, 3).Select(seed => new Thread(() =>
        {
            while (DateTime.UtcNow < stop)
            {
                if (Sum(seed) != 64f * seed * 3) Interlocked.Increment(ref failures);
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        while (DateTime.UtcNow < stop)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(1);
        }

        foreach (var thread in threads) thread.Join();
        failures.Should().Be(0);

        // Every intermediate is garbage as soon as its call began.
        static float Sum(int seed) => full(64, (float)seed).view(8, 8).t().add(full(new long[] { 8, 8 }, (float)seed)).add(full(64, (float)seed).view(8, 8)).sum().item<float>();
    }

    [Fact]
    public void Tensors_DisposedOnAnotherThreadDuringACall_FailCleanly()
    {
        for (var k = 0; k < 200; k++)
        {
            var x = ones(2000);
            var other = new Thread(x.Dispose);
            other.Start();
            try
            {
                x.add(1).sum().item<float>().Should().Be(4000);
            }
            catch (InvalidOperationException)
            {
                // Disposed before the call began.
            }

            other.Join();
        }
    }
}
