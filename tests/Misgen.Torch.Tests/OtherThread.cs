namespace Misgen.Torch.Tests;

/// <summary>Threads that are certainly not the test's own.</summary>
internal static class OtherThread
{
    public static T Run<T>(Func<T> body) => RunAll(1, _ => body())[0];

    public static T[] RunAll<T>(int count, Func<int, T> body)
    {
        var results = new T[count];
        Exception? failure = null;
        var threads = Enumerable.Range(0, count).Select(k => new Thread(() =>
        {
            try
            {
                results[k] = body(k);
            }
            catch (Exception e)
            {
                failure = e;
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        return failure is null ? results : throw new InvalidOperationException("failed on another thread", failure);
    }
}
