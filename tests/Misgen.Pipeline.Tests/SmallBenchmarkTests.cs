using System.Text;
using Misgen.Core.Store;
using Misgen.Pipeline.Jobs;
using Misgen.Pipeline.Leaderboard;
using NJsonSchema;

namespace Misgen.Pipeline.Tests;

/// <summary>Checks of a whole benchmark against what can be recomputed from its tensors by other means.</summary>
public sealed class SmallBenchmarkTests(SmallBenchmark small) : IClassFixture<SmallBenchmark>
{
    [Fact]
    public async Task Leaderboard_Written_IsValidAgainstItsSchema()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "schemas", "leaderboard.schema.json"));

        var errors = schema.Validate(Encoding.UTF8.GetString(small.BoardBytes));

        errors.Select(error => error.ToString()).Should().BeEmpty();
    }

    [Fact]
    public void Leaderboard_ReadAndWrittenAgain_IsTheSameBytes() =>
        LeaderboardJson.ToBytes(small.Board).Should().Equal(small.BoardBytes);

    [Fact]
    public void Leaderboard_EveryNumber_HasAtMostSixSignificantDigits()
    {
        var text = Encoding.UTF8.GetString(small.BoardBytes);

        var numbers = System.Text.RegularExpressions.Regex.Matches(text, @"(?<=[\s\[])-?\d+\.\d+", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5));
        numbers.Should().NotBeEmpty();
        numbers.Select(match => match.Value.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).TrimStart('0').Length)
            .Should().OnlyContain(digits => digits <= 6);
    }

    [Fact]
    public void AnotherStore_SamePlan_GivesTheSameDigests()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"misgen-tests-{Guid.NewGuid():N}");
        try
        {
            var other = new ArtifactStore(folder);
            var plan = SmallBenchmark.MakePlan();
            SmallBenchmark.Run(plan, other);

            plan.Graph.Jobs.Select(job => job.Id).Should().Equal(small.Plan.Graph.Jobs.Select(job => job.Id));
            plan.Graph.Jobs.Select(job => other.Open(job.Id).Digest).Should().Equal(small.Plan.Graph.Jobs.Select(job => small.Store.Open(job.Id).Digest));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Observed_Histogram_IsThatOfTheMeasuredQuantities()
    {
        var board = small.Board.Tasks.Single(task => task.Task == "synthetic/logistic");
        var model = board.Models.Single(one => one.Model == "unet-diffusion");
        var q = Quantities("measure synthetic/logistic unet-diffusion none seed");

        // Counted by hand: bins of equal width, the end bins take what lies beyond, NaN is kept apart.
        var counts = new double[48];
        foreach (var value in q.Where(double.IsFinite))
            counts[Math.Clamp((int)Math.Floor((value - 3.375) / (0.75 / 48)), 0, 47)]++;
        for (var k = 0; k < 48; k++)
            model.Observed.Histogram[k].Should().BeApproximately(counts[k] / q.Length, 2e-6);
        model.Observed.Undefined.Should().BeApproximately((double)q.Count(double.IsNaN) / q.Length, 1e-6);
        model.Observed.OutOfRange.Should().BeApproximately((double)q.Count(value => value is < 3.5 or > 4) / q.Length, 1e-6);
    }

    [Fact]
    public void Observed_Delta_IsHistogramMinusCurated()
    {
        foreach (var task in small.Board.Tasks)
        {
            foreach (var model in task.Models)
            {
                for (var k = 0; k < 48; k++)
                    model.Observed.Delta[k].Should().BeApproximately(model.Observed.Histogram[k] - task.Curated[k], 2e-6);
            }
        }
    }

    [Fact]
    public void Intervention_ReductionAndRank_FollowFromTheTotalVariations()
    {
        foreach (var model in small.Board.Tasks.SelectMany(task => task.Models))
        {
            model.Interventions.Select(row => row.Rank).Should().Equal(1, 2);
            model.Interventions.Single(row => row.Intervention == "none").Reduction.Should().BeNull();
            model.Interventions.Should().OnlyContain(row => row.TvToTarget.Value >= 0 && row.TvToTarget.Value <= 1);
            var implausible = model.Interventions.Select(row => row.Plausibility.Value < 0.75).ToArray();
            if (implausible[0] == implausible[1])
                model.Interventions[0].TvToTarget.Value.Should().BeLessThanOrEqualTo(model.Interventions[1].TvToTarget.Value);
        }
    }

    [Fact]
    public void Condition_AskedError_IsTheMeanDistanceOfAskedAndMeasured()
    {
        var row = small.Board.Tasks.Single(task => task.Task == "synthetic/cone").Models.Single(one => one.Model == "mlp-diffusion")
            .Interventions.Single(one => one.Intervention == "condition");
        var errors = new List<double>();
        foreach (var seed in (ulong[])[0, 1])
        {
            var asked = Job($"sample synthetic/cone mlp-diffusion condition seed {seed}").Tensors(SampleJob.SamplesFile)["asked"].ToDoubles();
            var got = Job($"measure synthetic/cone mlp-diffusion condition seed {seed}").Tensors(MeasureJob.MeasuresFile)["quantity"].ToDoubles();
            errors.AddRange(asked.Zip(got, (a, b) => Math.Abs(a - b)));
            asked.Should().OnlyContain(value => value >= 0 && value <= 0.5);
        }

        row.AskedError.Should().BeApproximately(errors.Average(), 1e-5);
    }

    [Fact]
    public void Reduction_TwoSeeds_HasAPValueAndAnIntervalOverSeeds()
    {
        foreach (var row in small.Board.Tasks.SelectMany(task => task.Models).SelectMany(model => model.Interventions).Where(row => row.Reduction is not null))
        {
            row.Reduction!.PHolm.Should().BeInRange(0, 1);
            row.Reduction.Low.Should().BeLessThanOrEqualTo(row.Reduction.Value!.Value);
            row.Reduction.High.Should().BeGreaterThanOrEqualTo(row.Reduction.Value.Value);
            row.Notes.Should().NotContain(note => note.Contains("one seed", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Samples_Condition_AreInPhysicalUnits()
    {
        var samples = Job("sample synthetic/cone mlp-diffusion condition seed 0").Tensors(SampleJob.SamplesFile)["samples"];

        samples.Shape.Should().Equal(200, 32, 2);
        samples.ToFloats().Should().OnlyContain(value => float.IsFinite(value));
    }

    private Artifact Job(string label) => small.Store.Open(small.Plan.Graph.Jobs.Single(job => job.Label == label).Id);

    private double[] Quantities(string label) => [.. small.Plan.Graph.Jobs
        .Where(job => job.Label.StartsWith(label, StringComparison.Ordinal) && !job.Label.EndsWith("steps", StringComparison.Ordinal))
        .SelectMany(job => small.Store.Open(job.Id).Tensors(MeasureJob.MeasuresFile)["quantity"].ToDoubles())];
}
