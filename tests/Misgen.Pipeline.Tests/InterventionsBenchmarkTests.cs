using System.Text.Json.Nodes;
using Misgen.Core.Interventions;
using Misgen.Pipeline.Jobs;
using NJsonSchema;

namespace Misgen.Pipeline.Tests;

/// <summary>Checks of every intervention against what can be recomputed from the artifacts by other means.</summary>
public sealed class InterventionsBenchmarkTests(InterventionsBenchmark small) : IClassFixture<InterventionsBenchmark>
{
    [Fact]
    public void Board_EveryIntervention_HasARow() =>
        small.Model.Interventions.Select(row => row.Intervention).Should().BeEquivalentTo(InterventionRegistry.All.Select(one => one.Id));

    [Fact]
    public async Task Leaderboard_Written_IsValidAgainstItsSchema()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "schemas", "leaderboard.schema.json"));

        var errors = schema.Validate(File.ReadAllText(small.Store.Open(small.Plan.Rank!.Id).PathOf(RankJob.LeaderboardFile)));

        errors.Select(error => error.ToString()).Should().BeEmpty();
    }

    [Fact]
    public void KernelCoordinates_Samples_AreThoseOfTheRepresentationItChose()
    {
        var choose = small.Job("choose among 5 representations of synthetic/cone").Result();
        var chosen = choose["representation"]!.GetValue<string>();

        // By the rule, from the stored figures.
        var candidates = choose["candidates"]!.AsArray().Select(one => (
            Name: one!["representation"]!.GetValue<string>(), Tv: one["tvToTarget"]!.GetValue<double>(), Plausible: one["plausibility"]!.GetValue<double>())).ToArray();
        candidates.Select(one => one.Name).Should().Equal("none", "append-quantity", "stretch-0.1", "stretch-1", "coordinates");
        candidates.Where(one => one.Plausible >= (0.9 * candidates[0].Plausible) - 1e-9).OrderBy(one => one.Tv).First().Name.Should().Be(chosen);
        small.Model.Interventions.Single(row => row.Intervention == "kernel-coordinates").Notes.Should().Contain(note => note.StartsWith($"takes '{chosen}'", StringComparison.Ordinal));

        // The same demonstrations in the same coordinates with the same seed: the same bits as the intervention that always takes them.
        var same = chosen is "stretch-0.1" or "stretch-1" ? "stretch" : chosen;
        if (same != "stretch" || small.Job("choose among 2 representations of synthetic/cone").Result()["representation"]!.GetValue<string>() == chosen)
            Samples("sample", "kernel-coordinates").Should().Equal(Samples("sample", same));
    }

    [Fact]
    public void Reweight_Weights_AreCuratedOverObservedOfThePilot()
    {
        var tensors = small.Job("prior synthetic/cone reweight").Tensors(PriorJob.PriorFile);
        var pilot = Bins(small.Job("measure reference pilot synthetic/cone unet-diffusion").Tensors(MeasureJob.MeasuresFile)["quantity"].ToDoubles());
        var q = small.Job("curate synthetic/cone").Tensors(CuratedSet.DataFile)["demonstrations.quantity"].ToDoubles();
        var curated = Bins(q);

        double[] expected = [.. curated.Zip(pilot, (c, o) => c == 0 ? 0 : c * (o == 0 ? 10 : Math.Clamp(c / o, 0.1, 10)))];
        for (var k = 0; k < 48; k++)
            tensors["prior"].ToDoubles()[k].Should().BeApproximately(expected[k] / expected.Sum(), 1e-12);
        var weights = tensors["weights"].ToDoubles();
        weights.Average().Should().BeApproximately(1, 1e-9, "the weights of the demonstrations keep their number");
        for (var i = 0; i < q.Length; i += 37)
            weights[i].Should().BeApproximately(tensors["prior"].ToDoubles()[BinOf(q[i])] / curated[BinOf(q[i])], 1e-9);
    }

    [Fact]
    public void KernelReweight_Prior_IsADistributionOverBinsWithDemonstrations()
    {
        var prior = small.Job("prior synthetic/cone kernel-reweight").Tensors(PriorJob.PriorFile)["prior"].ToDoubles();

        prior.Sum().Should().BeApproximately(1, 1e-12);
        prior.Should().OnlyContain(mass => mass >= 0);
        prior.Where((_, k) => k is < 8 or >= 40).Should().OnlyContain(mass => mass == 0, "no demonstration lies outside the range");
        small.Model.Interventions.Single(row => row.Intervention == "kernel-reweight").Notes.Should()
            .Contain(note => note.StartsWith("by the transition matrix of isotropic, κ = ", StringComparison.Ordinal));
    }

    [Fact]
    public void Cost_OfEveryIntervention_CountsTrainingSamplingAndEvidence()
    {
        var none = Operations("none", "sample");
        double Pilot(string label) => Training(small.Job(label).Result()) + Sampling(small.Job(label).Result(), small.Job(label).Result());
        var candidates = new[] { "", " append-quantity", " stretch-0.1", " stretch-1", " coordinates" }
            .Sum(name => Pilot($"first pilot synthetic/cone unet-diffusion{name}"));

        Cost("none").Should().BeApproximately(1, 1e-5);
        Cost("kernel-coordinates").Should().BeApproximately((Operations("kernel-coordinates", "sample") + candidates) / none, 1e-4);
        Cost("reweight").Should().BeApproximately((none + Pilot("reference pilot synthetic/cone unet-diffusion")) / none, 1e-4);
        var draws = new[] { 0, 1 }.Average(seed => (double)small.Trial("reject", "rejection", seed).Result()["count"]!.GetValue<int>());
        var once = small.Trial("train", "none", 0).Result();
        Cost("rejection").Should().BeApproximately((Training(once) + (draws * 5 * once["multiplyAdds"]!.GetValue<long>())) / none, 1e-4);
    }

    [Fact]
    public void Coordinates_Samples_AreDecodedToTheTasksLayout()
    {
        foreach (var intervention in (string[])["append-quantity", "stretch", "coordinates", "condition+coordinates", "kernel-coordinates"])
            small.Trial("decode", intervention, 0).Tensors(SampleJob.SamplesFile)["samples"].Shape.Should().Equal(200, 32, 2);
        small.Trial("sample", "coordinates", 0).Tensors(SampleJob.SamplesFile)["samples"].Shape.Should().Equal(200, 32, 5);
        small.Trial("sample", "condition+coordinates", 0).Tensors(SampleJob.SamplesFile).Should().ContainKey("asked");
    }

    [Fact]
    public void AppendQuantity_Samples_AreTheGeneratedOnesWithoutTheChannel()
    {
        var encoded = Samples("sample", "append-quantity");
        var decoded = small.Trial("decode", "append-quantity", 0).Tensors(SampleJob.SamplesFile)["samples"].ToFloats();

        decoded.Should().Equal(encoded.Where((_, i) => i % 3 != 2));
    }

    [Fact]
    public void Rejection_Samples_AreKeptInProportionToTargetOverObserved()
    {
        var result = small.Trial("reject", "rejection", 0).Result();
        var kept = small.Trial("reject", "rejection", 0).Tensors(SampleJob.SamplesFile)["samples"];

        kept.Shape[0].Should().Be(result["accepted"]!.GetValue<int>());
        result["count"]!.GetValue<int>().Should().BeInRange(result["accepted"]!.GetValue<int>(), 2000, "the budget is ten draws per sample");
        var q = small.Trial("measure", "rejection", 0).Tensors(MeasureJob.MeasuresFile)["quantity"].ToDoubles();
        q.Should().OnlyContain(value => value >= 0 && value <= 0.5, "the target has no mass elsewhere");
        small.Model.Interventions.Single(row => row.Intervention == "rejection").Notes.Should().Contain(note => note.StartsWith("accepts ", StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_WithoutAKernelThatActsOnTrajectories_TakesAllForKernelReweight()
    {
        var plan = InterventionsBenchmark.MakePlan(InterventionsBenchmark.Task, "narrow-pilot");

        plan.Graph.Jobs.Count(job => job.Kind == "recommend").Should().Be(2, "one for the leaderboard and one for the transition matrix");
        plan.Graph.Jobs.Should().Contain(job => job.Label == "predict synthetic/cone round-trip unet-diffusion of the first pilot");
    }

    private float[] Samples(string stage, string intervention) => small.Trial(stage, intervention, 0).Tensors(SampleJob.SamplesFile)["samples"].ToFloats();

    private double Cost(string intervention) => small.Model.Interventions.Single(row => row.Intervention == intervention).Cost;

    private double Operations(string intervention, string stage)
    {
        var trained = small.Trial("train", intervention, 0).Result();
        return Training(trained) + Sampling(trained, small.Trial(stage, intervention, 0).Result());
    }

    // Three passes per step: one forward, two backward.
    private static double Training(JsonObject trained) =>
        3.0 * trained["spec"]!["steps"]!.GetValue<int>() * trained["spec"]!["batch"]!.GetValue<int>() * trained["multiplyAdds"]!.GetValue<long>();

    private static double Sampling(JsonObject trained, JsonObject sampled) =>
        sampled["count"]!.GetValue<double>() * sampled["evaluationsPerSample"]!.GetValue<int>() * trained["multiplyAdds"]!.GetValue<long>();

    private static double[] Bins(double[] q)
    {
        var masses = new double[48];
        foreach (var value in q.Where(double.IsFinite))
            masses[BinOf(value)] += 1.0 / q.Length;
        return masses;
    }

    private static int BinOf(double q) => Math.Clamp((int)Math.Floor((q + 0.125) / (0.75 / 48)), 0, 47);
}
