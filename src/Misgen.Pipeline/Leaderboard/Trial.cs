using System.Globalization;
using System.Text.Json.Nodes;

namespace Misgen.Pipeline.Leaderboard;

/// <summary>What is known of one trial.</summary>
/// <param name="Measures">Its samples.</param>
/// <param name="Asked">The values that were asked for; null where nothing was.</param>
/// <param name="Operations">Multiply-adds of its training and sampling, and of what the intervention was decided by.</param>
/// <param name="Notes">What the intervention was decided by, for a reader.</param>
/// <param name="Rejected">What was rejected; null where everything generated was kept.</param>
internal sealed record Trial(TrialMeasures Measures, double[]? Asked, double Operations, IReadOnlyList<string> Notes, Rejected? Rejected);

/// <summary>What a <c>reject</c> job kept.</summary>
/// <param name="Examined">How many trajectories it decided on.</param>
/// <param name="Accepted">How many of them were kept.</param>
/// <param name="Wanted">How many were wanted.</param>
/// <param name="Uncovered">The bins, from and to, of which too few are generated.</param>
internal sealed record Rejected(int Examined, int Accepted, int Wanted, IReadOnlyList<(double Low, double High)> Uncovered)
{
    /// <summary>Reads the result of the job.</summary>
    public static Rejected Read(JsonObject result) => new(
        result["examined"]!.GetValue<int>(), result["accepted"]!.GetValue<int>(), result["wanted"]!.GetValue<int>(),
        [.. result["uncovered"]!.AsArray().Select(bin => (bin![0]!.GetValue<double>(), bin[1]!.GetValue<double>()))]);

    /// <summary>What a reader should know of the trials of an intervention that rejects.</summary>
    /// <param name="trials">One per seed; none for an intervention that does not reject.</param>
    public static IEnumerable<string> Notes(IReadOnlyList<Rejected> trials)
    {
        if (trials.Count == 0)
            yield break;
        yield return string.Create(CultureInfo.InvariantCulture, $"accepts {100 * trials.Average(trial => (double)trial.Accepted / trial.Examined):0} % of what is drawn");
        var fewest = trials.Min(trial => trial.Accepted);
        if (trials.Any(trial => trial.Accepted < trial.Wanted))
            yield return string.Create(CultureInfo.InvariantCulture, $"the budget of draws was spent with {fewest} of {trials[0].Wanted} kept");
        var uncovered = trials.SelectMany(trial => trial.Uncovered).Distinct().Order().ToArray();
        if (uncovered.Length > 0)
            yield return $"cannot cover {string.Join(", ", uncovered.Select(bin => string.Create(CultureInfo.InvariantCulture, $"{bin.Low:0.####}–{bin.High:0.####}")))}";
    }
}
