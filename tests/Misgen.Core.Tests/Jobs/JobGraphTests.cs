using Misgen.Core.Jobs;
using static Misgen.Core.Tests.Jobs.TestJobs;

namespace Misgen.Core.Tests.Jobs;

public sealed class JobGraphTests
{
    [Fact]
    public void Add_EqualJobs_KeepsTheFirst()
    {
        var graph = new JobGraph();
        var first = graph.Add(Job("a"));

        var second = graph.Add(Job("a") with { Label = "the same under another name" });

        second.Should().BeSameAs(first);
        graph.Jobs.Should().Equal(first);
        graph[second.Id].Should().BeSameAs(first);
    }

    [Fact]
    public void Add_JobBeforeItsInput_Throws()
    {
        var graph = new JobGraph();

        var add = () => graph.Add(Job("child", Job("parent")));

        add.Should().Throw<ArgumentException>().WithMessage("Job 'child' reads 'input 0', which is not in the graph: add inputs first.");
        graph.Jobs.Should().BeEmpty();
    }

    // a (1 s) ─► b (10 s) ─► d (2 s);  a ─► c (3 s) ─► d;  e (4 s) by itself.
    [Fact]
    public void CriticalTimes_Diamond_IsTheLongestPathToTheEnd()
    {
        var a = Lasting("a", 1);
        var (b, c) = (Lasting("b", 10, a), Lasting("c", 3, a));
        var (d, e) = (Lasting("d", 2, b, c), Lasting("e", 4));
        var graph = new JobGraph();
        foreach (var job in (Job[])[a, b, c, d, e])
            graph.Add(job);

        var times = graph.CriticalTimes();

        graph.Jobs.Select(job => times[job.Id].TotalSeconds).Should().Equal(13, 12, 5, 2, 4);
    }
}
