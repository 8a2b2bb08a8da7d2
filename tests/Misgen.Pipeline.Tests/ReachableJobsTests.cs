using System.Text.Json.Nodes;
using Misgen.Core.DataFiles;
using Misgen.Core.Jobs;
using Misgen.Core.Quantities;
using Misgen.Pipeline.Configuration;
using Misgen.Pipeline.Jobs;
using Misgen.Pipeline.Planning;
using Misgen.Plugins;

namespace Misgen.Pipeline.Tests;

public sealed class ReachableJobsTests
{
    private static readonly Profile OneModel = SmallBenchmark.Profile with
    {
        Models = new Dictionary<string, ModelSettings> { ["unet-diffusion"] = SmallBenchmark.Profile.Models["unet-diffusion"] },
    };

    [Fact]
    public void Contains_EveryJobOfABenchmark_WhateverItsSelection()
    {
        var jobs = InterventionsBenchmark.MakePlan().Graph.Jobs;

        var reachable = Reachable(jobs, SmallBenchmark.Profile);

        jobs.Where(job => !reachable.Contains(job.Id)).Select(job => job.Label).Should().BeEmpty();
    }

    // Seeds that no profile has, a model that is asked for by name, another machine that shares the store.
    [Theory]
    [InlineData(7, "unet-diffusion", "libtorch 1; cpu")]
    [InlineData(0, "mlp-diffusion", "libtorch 1; cpu")]
    [InlineData(0, "unet-diffusion", "libtorch 2; cuda Some GPU")]
    public void Contains_JobsThatOnlyASelectionOrAnotherMachineHas_AreReachable(int seed, string model, string numerics)
    {
        var jobs = Plan((ulong)seed, model, numerics);

        var reachable = Reachable(jobs, OneModel);

        jobs.Where(job => !reachable.Contains(job.Id)).Select(job => job.Label).Should().BeEmpty();
    }

    [Fact]
    public void Contains_SizesThatNoProfileHas_AreUnreachableWithAllThatReadsThem()
    {
        var jobs = Plan(0, "unet-diffusion", "libtorch 1; cpu");

        var reachable = Reachable(jobs, OneModel with { SolverSteps = 5 });

        jobs.Where(job => reachable.Contains(job.Id)).Select(job => job.Kind).Should().Equal("curate", "train");
        jobs.Where(job => !reachable.Contains(job.Id)).Should().HaveCount(6)
            .And.OnlyContain(job => reachable.Obstacle(job) == "of a size that no profile has");
    }

    [Fact]
    public void Contains_JobsOfAnotherPluginOrRevision_AreUnreachableAndSayWhy()
    {
        var spec = Specs.ToJson(new CurateSpec("synthetic/cone", 0, 400, 200));
        var curate = new Job("curate", 1, spec, [], "00") { Label = "old plugin" };
        var train = new Job(
            "train", SmallBenchmark.Kinds["train"].Revision, Specs.ToJson(new TrainSpec("unet-diffusion", 8, 12, 16, 0.002, "none", 0, "cpu")),
            [new JobInput("curate", curate.Id)], null, "libtorch 1; cpu")
        {
            Label = "reads it",
        };
        var old = new Job("measure", 99, [], [], "00") { Label = "old revision" };
        var unknown = new Job("guess", 1, new JsonObject(), []) { Label = "unknown kind" };

        var reachable = Reachable([curate, train, old, unknown], OneModel);

        Job[] jobs = [curate, train, old, unknown];
        jobs.Should().OnlyContain(job => !reachable.Contains(job.Id));
        jobs.Select(reachable.Obstacle).Should().Equal(
            "its plugin has changed or is not loaded", "its plugin has changed or is not loaded",
            "measure of revision 99, which this build does not make", "guess of revision 1, which this build does not make");
    }

    [Fact]
    public void Contains_PredictionsForOwnDemonstrations_AreReachable()
    {
        var set = new TrajectorySet([.. Enumerable.Range(0, 50 * 16).Select(i => (float)(i % 7))], 50, 16, ["x"]);
        var own = OwnDemonstrations.Of(set, TrajectoryQuantities.All[0], [0], 1, new QuantityRange(0, 50), uniform: false);
        var plan = PredictionPlan.Build(
            own, "unet-diffusion", SmallBenchmark.Profile, JobKinds.All(Repository.Plugins, 1, own), new ComputeEnvironment("cpu", "libtorch 1; cpu", "0.0.0"));

        var reachable = Reachable(plan.Graph.Jobs, SmallBenchmark.Profile with { SolverSteps = 5 });

        plan.Graph.Jobs.Where(job => !reachable.Contains(job.Id)).Select(job => job.Label).Should().BeEmpty();
    }

    // curate, train, sample and measure, these two again at twice the steps, score, rank.
    private static IReadOnlyList<Job> Plan(ulong seed, string model, string numerics) => BenchmarkPlan.Build(
        new BenchmarkRequest("small", OneModel, ["synthetic/cone"], [model], ["none"], [seed], []), Repository.Plugins, SmallBenchmark.Kinds,
        new ComputeEnvironment(ComputeEnvironment.DeviceOf(numerics), numerics, "0.0.0")).Graph.Jobs;

    // With the kernels of InterventionsBenchmark.
    private static ReachableJobs Reachable(IReadOnlyList<Job> jobs, Profile profile) => new(
        jobs, new Dictionary<string, Profile> { ["small"] = profile with { Kernels = ["isotropic", "narrow-pilot"] } }, Repository.Plugins, SmallBenchmark.Kinds);
}
