using System.Text.Json.Nodes;
using Misgen.Core.Interventions.Baseline;
using Misgen.Core.Jobs;
using Misgen.Pipeline.Leaderboard;

namespace Misgen.Pipeline.Jobs;

/// <summary><c>score</c>: the statistics of one task and model, from the measures of all its trials.</summary>
public sealed class ScoreJob : IJobKind
{
    /// <inheritdoc/>
    public string Name => "score";

    /// <inheritdoc/>
    public int Revision => 6;

    /// <summary>The name of the input that belongs to a trial.</summary>
    /// <param name="kind"><c>train</c>, <c>sample</c>, <c>measure</c> or <c>twice</c>.</param>
    /// <param name="intervention">Id of the intervention.</param>
    /// <param name="seed">The seed.</param>
    public static string InputName(string kind, string intervention, ulong seed) => $"{kind}/{intervention}/{seed}";

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var spec = Specs.Read<ScoreSpec>(context.Job.Spec);
        var curated = new CuratedSet(context.Input("curate"));
        var trials = spec.Interventions.SelectMany(_ => spec.Seeds, (id, seed) => (id, seed))
            .ToDictionary(trial => trial, trial => ReadTrial(context, curated, trial.id, trial.seed));
        var twice = spec.Seeds
            .Select(seed => TrialMeasures.Read(context.Input(InputName("twice", NoIntervention.Name, seed)), curated).Histogram)
            .ToArray();
        var baseline = context.Input(InputName("train", NoIntervention.Name, spec.Seeds[0])).Result();
        var predictions = context.InputNames.Contains("recommend")
            ? new PredictionInputs(context.Input("recommend").Result(), TrialMeasures.Read(context.Input("reference"), curated).Histogram.Masses())
            : null;
        var scored = new ModelScoring(curated, spec, trials).Score(
            baseline["parameters"]!.GetValue<int>(), baseline["spec"]!["steps"]!.GetValue<int>(), twice, predictions);
        context.Output.WriteResult(LeaderboardJson.ToNode(WithPerSeed(scored, spec, trials)).AsObject());
    }

    // How much a training run varies from seed to seed is what two leaderboards are compared by.
    private static ScoredModel WithPerSeed(ScoredModel scored, ScoreSpec spec, Dictionary<(string Intervention, ulong Seed), Trial> trials)
    {
        double[][] perSeed = [.. spec.Seeds.Select(seed => trials[(NoIntervention.Name, seed)].Measures.Histogram.Masses())];
        var models = scored.Task.Models.Select(model => model with { Observed = model.Observed with { PerSeed = perSeed } });
        return scored with { Task = scored.Task with { Models = [.. models] } };
    }

    private static Trial ReadTrial(JobContext context, CuratedSet curated, string intervention, ulong seed)
    {
        var trained = context.Input(InputName("train", intervention, seed)).Result();
        var sampled = context.Input(InputName("sample", intervention, seed));
        var measures = TrialMeasures.Read(context.Input(InputName("measure", intervention, seed)), curated);
        var result = sampled.Result();
        var evidence = InputName("evidence", intervention, seed) is var name && context.InputNames.Contains(name) ? context.Input(name).Result() : null;
        return new Trial(
            measures,
            sampled.Tensors(SampleJob.SamplesFile).TryGetValue("asked", out var asked) ? asked.ToDoubles() : null,
            TrainingMultiplyAdds(trained) + SamplingMultiplyAdds(trained, result) + (evidence?["multiplyAdds"]!.GetValue<double>() ?? 0),
            evidence is null ? [] : [.. evidence["notes"]!.AsArray().Select(note => note!.GetValue<string>())],
            result.ContainsKey("accepted") ? Rejected.Read(result) : null);
    }

    // A training step costs three passes: one forward, two backward.
    internal static double TrainingMultiplyAdds(JsonObject trained) =>
        3.0 * trained["spec"]!["steps"]!.GetValue<int>() * trained["spec"]!["batch"]!.GetValue<int>() * trained["multiplyAdds"]!.GetValue<long>();

    internal static double SamplingMultiplyAdds(JsonObject trained, JsonObject sampled) =>
        (double)sampled["count"]!.GetValue<int>() * sampled["evaluationsPerSample"]!.GetValue<int>() * trained["multiplyAdds"]!.GetValue<long>();
}
