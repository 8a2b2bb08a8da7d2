using Misgen.Pipeline.Planning;

namespace Misgen.Pipeline.Tests;

public sealed class BenchmarkPlanTests
{
    [Fact]
    public void Build_TwoTasksTwoModels_SharesCuratedSetsAndCountsEveryStage()
    {
        var kinds = SmallBenchmark.MakePlan().Graph.Jobs.CountBy(job => job.Kind).ToDictionary(StringComparer.Ordinal);

        // 2 tasks; × 2 models × 2 interventions × 2 seeds; the baseline is sampled twice.
        kinds["curate"].Should().Be(2);
        kinds["train"].Should().Be(16);
        kinds["sample"].Should().Be(16 + 8);
        kinds["measure"].Should().Be(16 + 8 + (2 * 2 * 3), "every pilot is measured, too");
        kinds["pilot"].Should().Be(2 * 2 * 3);
        kinds["predict"].Should().Be(2 * (2 + (2 * 2)), "two of the three kernels use the data only, whatever the model; the third is drawn from two pilots");
        kinds["recommend"].Should().Be(2 * 2);
        kinds["score"].Should().Be(4);
        kinds["rank"].Should().Be(1);
    }

    [Fact]
    public void Build_Jobs_ComeAfterTheirInputs()
    {
        var graph = SmallBenchmark.MakePlan().Graph;
        var place = graph.Jobs.Select((job, number) => (job.Id, number)).ToDictionary(pair => pair.Id, pair => pair.number);

        graph.Jobs.Should().OnlyContain(job => job.Inputs.All(input => place[input.Id] < place[job.Id]));
    }

    [Fact]
    public void Build_OnlyJobsThatCallAPlugin_DependOnItsDigestAndHaveATimeLimit()
    {
        foreach (var job in InterventionsBenchmark.MakePlan().Graph.Jobs)
        {
            (job.PluginDigest is not null).Should().Be(job.Kind is "curate" or "measure" or "predict" or "encode" or "decode" or "reject", job.Label);
            job.TimeLimit.HasValue.Should().Be(job.PluginDigest is not null, job.Label);
            (job.Numerics is not null).Should().Be(job.Kind is "train" or "sample" or "pilot" or "predict" or "reject", job.Label);
        }
    }

    [Fact]
    public void Build_WithoutATrial_LeavesOutItsSeedAndSharesTheRest()
    {
        var all = SmallBenchmark.MakePlan();
        var less = SmallBenchmark.MakePlan(Without(new TrialKey("synthetic/cone", "mlp-diffusion", "condition", 1)));

        less.Graph.Jobs.Where(job => job.Kind == "train").Should().HaveCount(14, "pairs are scored, so the seed's baseline goes, too");
        less.Graph.Jobs.Where(job => job.Kind == "train").Select(job => job.Id).Should().BeSubsetOf(all.Graph.Jobs.Select(job => job.Id));
        less.Rank!.Id.Should().NotBe(all.Rank!.Id);
    }

    [Fact]
    public void Build_WithoutAnInterventionAtEverySeed_KeepsTheOthers()
    {
        var less = SmallBenchmark.MakePlan(Without(
            new TrialKey("synthetic/cone", "mlp-diffusion", "condition", 0), new TrialKey("synthetic/cone", "mlp-diffusion", "condition", 1)));

        less.Trials.Keys.Where(trial => trial is { Task: "synthetic/cone", Model: "mlp-diffusion" }).Should().Equal(
            new TrialKey("synthetic/cone", "mlp-diffusion", "none", 0), new TrialKey("synthetic/cone", "mlp-diffusion", "none", 1));
    }

    [Fact]
    public void Build_WithoutAnyTrial_HasNoLeaderboard()
    {
        var all = SmallBenchmark.MakePlan();

        SmallBenchmark.MakePlan(Without([.. all.Trials.Keys])).Rank.Should().BeNull();
    }

    [Fact]
    public void Build_WithoutPredictions_KeepsTheTrials()
    {
        var all = SmallBenchmark.MakePlan();
        var less = SmallBenchmark.MakePlan(new Losses(new HashSet<TrialKey>(), new HashSet<(string, string)> { ("synthetic/cone", "mlp-diffusion") }));

        less.Predictions.Keys.Should().BeEquivalentTo(all.Predictions.Keys.Except([("synthetic/cone", "mlp-diffusion")]));
        less.Graph.Jobs.Count(job => job.Kind == "recommend").Should().Be(3);
        less.Trials.Keys.Should().Equal(all.Trials.Keys);
        less.Rank.Should().NotBeNull();
    }

    private static Losses Without(params TrialKey[] trials) => new(trials.ToHashSet(), new HashSet<(string, string)>());
}
