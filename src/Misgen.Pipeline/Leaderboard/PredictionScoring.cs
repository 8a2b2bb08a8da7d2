using System.Text.Json.Nodes;
using Misgen.Core.Prediction;

namespace Misgen.Pipeline.Leaderboard;

/// <summary>What was predicted before the model was trained.</summary>
/// <param name="Recommended">The result of the <c>recommend</c> job.</param>
/// <param name="ReferencePilot">Masses of what the reference pilot generates.</param>
internal sealed record PredictionInputs(JsonObject Recommended, double[] ReferencePilot);

/// <summary>Scores predictions against the drift of the final models (method, section 4).</summary>
/// <param name="perSeed">Observed masses of each seed.</param>
/// <param name="curated">Masses of the demonstrations.</param>
internal sealed class PredictionScoring(IReadOnlyList<double[]> perSeed, double[] curated)
{
    private readonly LeaveOneOut _observed = new(perSeed, curated);

    public CeilingBoard? Ceiling() => _observed.Ceiling(at48: false) is { } coarse
        ? new CeilingBoard(coarse.Correlation, coarse.SignAgreement, coarse.Explained, ScoreBoard.Of(_observed.Ceiling(at48: true)!))
        : null;

    public PilotDriftBoard PilotDrift(PredictionInputs inputs)
    {
        var score = _observed.Score(inputs.ReferencePilot, at48: false);
        return new PilotDriftBoard(inputs.Recommended["reference"]!.GetValue<double>(), score.Correlation, score.SignAgreement, score.Explained);
    }

    /// <summary>A row per kernel: the recommended one first, then by explained drift.</summary>
    public IReadOnlyList<PredictionRow> Rows(PredictionInputs inputs) =>
        [.. inputs.Recommended["predictions"]!.AsArray().Select(node => Row(node!.AsObject())).OrderByDescending(row => row.Recommended).ThenByDescending(row => row.Explained)];

    private PredictionRow Row(JsonObject node)
    {
        var made = KernelPrediction.Read(node);
        var (coarse, fine) = (_observed.Score(made.Histogram, at48: false), _observed.Score(made.Histogram, at48: true));
        return new PredictionRow(
            made.Kernel, made.Member, made.Recommended, made.Uses, made.Compute, made.Kappa, made.Histogram, made.Low, made.High, made.Validation,
            coarse.Correlation, coarse.SignAgreement, coarse.Explained, Skill(coarse, at48: false),
            new SkilledScoreBoard(fine.Correlation, fine.SignAgreement, fine.Explained, Skill(fine, at48: true)));
    }

    private double? Skill(PredictionScore score, bool at48) =>
        _observed.Ceiling(at48)?.Explained is { } ceiling and > 0 ? score.Explained / ceiling : null;
}
