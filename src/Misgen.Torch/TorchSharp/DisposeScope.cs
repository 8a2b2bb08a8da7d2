namespace TorchSharp;

/// <summary>
/// Owns the tensors that its thread makes while it is the innermost scope, and disposes them with itself. Scopes are per thread;
/// a tensor that has to live longer is moved to the outer scope or detached.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic]
    private static DisposeScope? CurrentOfThread;

    private HashSet<IDisposable>? _owned = new(ReferenceEqualityComparer.Instance);
    private DisposeScope? _outer;

    internal DisposeScope()
    {
        _outer = CurrentOfThread;
        CurrentOfThread = this;
    }

    /// <summary>What the scope owns now.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. Owned];

    /// <summary>How many tensors the scope owns now.</summary>
    public int DisposablesCount => Owned.Count;

    private HashSet<IDisposable> Owned => _owned ?? throw new ObjectDisposedException(nameof(DisposeScope));

    internal static DisposeScope? Register(torch.Tensor tensor)
    {
        var scope = CurrentOfThread;
        scope?._owned!.Add(tensor);
        return scope;
    }

    internal void Forget(torch.Tensor tensor) => _owned?.Remove(tensor);

    /// <summary>Gives a tensor to the enclosing scope, or to nobody.</summary>
    public T MoveToOuter<T>(T disposable) where T : IDisposable => MoveToOther(_outer, disposable);

    /// <summary>Gives tensors to the enclosing scope, or to nobody.</summary>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        (MoveToOuter(first), MoveToOuter(second));

    /// <summary>Gives tensors to the enclosing scope, or to nobody.</summary>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOther(_outer, disposables);

    /// <summary>Gives a tensor to another scope, or to nobody.</summary>
    public T MoveToOther<T>(DisposeScope? scope, T disposable) where T : IDisposable
    {
        MoveToOther(scope, [disposable]);
        return disposable;
    }

    /// <summary>Gives tensors to another scope, or to nobody. What this scope does not own stays where it is.</summary>
    public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables)
    {
        foreach (var disposable in disposables)
        {
            if (!Owned.Remove(disposable)) continue;
            scope?.Owned.Add(disposable);
            if (disposable is torch.Tensor tensor) tensor.OwningDisposeScope = scope;
        }
    }

    /// <summary>Leaves a tensor to its user.</summary>
    public T Detach<T>(T disposable) where T : IDisposable => MoveToOther(null, disposable);

    /// <summary>Leaves tensors to their user.</summary>
    public void Detach(params IDisposable[] disposables) => MoveToOther(null, disposables);

    /// <summary>Takes a tensor from wherever it is.</summary>
    public void Attach(IDisposable disposable)
    {
        if (disposable is not torch.Tensor tensor)
            throw new InvalidOperationException("a dispose scope owns tensors only");
        if (tensor.OwningDisposeScope == this) return;
        tensor.OwningDisposeScope?.Forget(tensor);
        Owned.Add(tensor);
        tensor.OwningDisposeScope = this;
    }

    /// <summary>Takes tensors from wherever they are.</summary>
    public void Attach(params IDisposable[] disposables)
    {
        foreach (var disposable in disposables) Attach(disposable);
    }

    /// <summary>Disposes all that the scope owns.</summary>
    public void DisposeEverything() => DisposeEverythingBut([]);

    /// <summary>Disposes all that the scope owns but one.</summary>
    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut([keep]);
        return keep;
    }

    /// <summary>Disposes all that the scope owns but some.</summary>
    public void DisposeEverythingBut(params IDisposable[] keep)
    {
        var before = Owned;
        _owned = new HashSet<IDisposable>(keep, ReferenceEqualityComparer.Instance);
        _owned.IntersectWith(before);
        foreach (var disposable in before)
        {
            if (!_owned.Contains(disposable)) disposable.Dispose();
        }
    }

    /// <summary>Whether the scope owns it.</summary>
    public bool Contains(IDisposable disposable) => Owned.Contains(disposable);

    /// <summary>Disposes all that the scope owns and makes the enclosing scope the innermost one.</summary>
    public void Dispose()
    {
        if (_owned is null) return;
        DisposeEverything();
        _owned = null;
        RemoveFromThread();
    }

    // Scopes normally end innermost first; one that ends earlier is taken out of the chain.
    private void RemoveFromThread()
    {
        if (CurrentOfThread == this)
        {
            CurrentOfThread = _outer;
            return;
        }

        for (var inner = CurrentOfThread; inner is not null; inner = inner._outer)
        {
            if (inner._outer == this) inner._outer = _outer;
        }
    }
}

public static partial class torch
{
    /// <summary>Makes a scope the innermost one of this thread until it is disposed.</summary>
    public static DisposeScope NewDisposeScope() => new();

    /// <summary>Evaluates in a scope of its own; only the result outlives it.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
