using System.Globalization;

namespace Misgen.Torch.Tests;

/// <summary>Measures the whole process, so nothing else may run.</summary>
[CollectionDefinition(nameof(OneThreadTests), DisableParallelization = true)]
public sealed class OneThreadCollection;

[Collection(nameof(OneThreadTests))]
public sealed class OneThreadTests
{
    private const int UserTime = 14;
    private const int FirstAfterName = 3;

    // Libraries that make threads share a large product evenly with them: each would take as much time as this one.
    [Fact]
    public void NativeThreads_LargeProducts_TakeTheTimeOfOneThread()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var x = randn(1024, 1024, generator: generator);
        x.matmul(x);
        var before = TicksByThread();
        for (var k = 0; k < 15; k++) x.matmul(x).sum().item<float>();
        var spent = TicksByThread().Select(now => now.Value - before.GetValueOrDefault(now.Key)).OrderDescending().ToArray();
        spent[0].Should().BeGreaterThan(5, "the products take a while");
        spent.Skip(1).Sum().Should().BeLessThan(spent[0] / 2);
    }

    // The runtime compiles hot methods meanwhile, on a thread of its own.
    private static bool IsCompiler(string task) => File.ReadAllText(Path.Combine(task, "comm")).StartsWith(".NET Tiered", StringComparison.Ordinal);

    private static Dictionary<string, long> TicksByThread() => Directory.GetDirectories("/proc/self/task").Where(task => !IsCompiler(task))
        .ToDictionary(task => task, UserTicks, StringComparer.Ordinal);

    // proc(5): field 14 of stat is the user time in clock ticks; the name, field 2, may contain blanks.
    private static long UserTicks(string task)
    {
        var stat = File.ReadAllText(Path.Combine(task, "stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(fields[UserTime - FirstAfterName], CultureInfo.InvariantCulture);
    }
}
