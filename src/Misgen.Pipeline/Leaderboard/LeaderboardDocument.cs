using Misgen.Core.Prediction;

namespace Misgen.Pipeline.Leaderboard;

/// <summary>A <c>leaderboard.json</c>. Members stand in the file in the order they have here.</summary>
/// <param name="SchemaVersion">Version of this format.</param>
/// <param name="Misgen">What made it.</param>
/// <param name="Profile">Name of the profile.</param>
/// <param name="Numerics">Fingerprint of the libraries and the processor that computed it.</param>
/// <param name="Tasks">A block per task.</param>
/// <param name="Overall">Interventions over all tasks, best first.</param>
public sealed record LeaderboardDocument(
    int SchemaVersion, MisgenBuild Misgen, string Profile, string Numerics, IReadOnlyList<TaskBoard> Tasks, IReadOnlyList<OverallRow> Overall)
{
    /// <summary>The version of the format that this build writes.</summary>
    public const int CurrentSchemaVersion = 1;
}

/// <summary>What made a leaderboard.</summary>
/// <param name="Version">Misgen's version.</param>
public sealed record MisgenBuild(string Version);

/// <summary>One task.</summary>
/// <param name="Task">Its id.</param>
/// <param name="Plugin">The plugin that brings it.</param>
/// <param name="Quantity">The quantity.</param>
/// <param name="Bins">49 edges of 48 bins, in the quantity's unit.</param>
/// <param name="Target">Target mass of every bin.</param>
/// <param name="Demonstrations">How many trajectories were curated to train on.</param>
/// <param name="Curated">Mass of every bin in the demonstrations.</param>
/// <param name="Models">A block per model.</param>
public sealed record TaskBoard(
    string Task, PluginBoard Plugin, QuantityBoard Quantity, double[] Bins, double[] Target, int Demonstrations, double[] Curated,
    IReadOnlyList<ModelBoard> Models);

/// <summary>A plugin.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Digest">The digest of its folder.</param>
public sealed record PluginBoard(string Name, string Version, string Digest);

/// <summary>A quantity.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Range"><c>[a, b]</c>.</param>
public sealed record QuantityBoard(string Name, string Unit, double[] Range);

/// <summary>One model on one task.</summary>
/// <param name="Model">Id of the model family.</param>
/// <param name="Seeds">Seeds of training and sampling; the data are the same for all.</param>
/// <param name="Parameters">Number of parameters.</param>
/// <param name="Steps">Optimizer steps.</param>
/// <param name="Samples">Generated trajectories per trial.</param>
/// <param name="Observed">The drift without intervention.</param>
/// <param name="SeedCeiling">How well another seed predicts; null with fewer than three seeds, or where nothing was predicted.</param>
/// <param name="PilotDrift">How well a pilot's own drift predicts; null where nothing was predicted.</param>
/// <param name="Predictions">Predictions of the drift by kernels, the recommended one first.</param>
/// <param name="Interventions">Interventions, best first.</param>
public sealed record ModelBoard(
    string Model, IReadOnlyList<ulong> Seeds, int Parameters, int Steps, int Samples, ObservedDrift Observed, CeilingBoard? SeedCeiling,
    PilotDriftBoard? PilotDrift, IReadOnlyList<PredictionRow> Predictions, IReadOnlyList<InterventionRow> Interventions);

/// <summary>Drift of generated against curated quantities.</summary>
/// <param name="Histogram">Mass of every bin, mean over seeds.</param>
/// <param name="Delta">Mass change of every bin.</param>
/// <param name="Undefined">Share of samples whose quantity is undefined.</param>
/// <param name="OutOfRange">Share of samples outside the quantity's range.</param>
/// <param name="Tv">Total variation.</param>
/// <param name="W1">Wasserstein-1, in widths of the range.</param>
/// <param name="MeanShift">Generated mean minus curated mean, in widths of the range.</param>
/// <param name="Plausibility">Share of plausible samples.</param>
/// <param name="TvAtTwiceTheSteps">Total variation, debiased, with twice the sampler's steps.</param>
/// <param name="PerSeed">Mass of every bin for each seed, in the order of the seeds; null in boards of earlier builds.</param>
public sealed record ObservedDrift(
    double[] Histogram, double[] Delta, double Undefined, double OutOfRange, TvBoard Tv, EstimateBoard W1, EstimateBoard MeanShift,
    EstimateBoard Plausibility, double? TvAtTwiceTheSteps, IReadOnlyList<double[]>? PerSeed = null);

/// <summary>How well something predicts, at 24 bins.</summary>
/// <param name="Correlation">Correlation of predicted and observed mass change; null where one does not vary.</param>
/// <param name="SignAgreement">Share of the observed change, by mass, whose sign was predicted.</param>
/// <param name="Explained"><c>1 − TV(predicted, observed) / TV(curated, observed)</c>.</param>
public sealed record ScoreBoard(double? Correlation, double? SignAgreement, double? Explained)
{
    internal static ScoreBoard Of(PredictionScore score) => new(score.Correlation, score.SignAgreement, score.Explained);
}

/// <summary>A seed against the mean of the others.</summary>
/// <param name="Correlation">As in <see cref="ScoreBoard"/>.</param>
/// <param name="SignAgreement">As there.</param>
/// <param name="Explained">As there.</param>
/// <param name="At48">The same at 48 bins.</param>
public sealed record CeilingBoard(double? Correlation, double? SignAgreement, double? Explained, ScoreBoard At48);

/// <summary>The drift of a pilot, taken as it is for a prediction.</summary>
/// <param name="Compute">Its training and sampling as a share of one final training's operations.</param>
/// <param name="Correlation">As in <see cref="ScoreBoard"/>.</param>
/// <param name="SignAgreement">As there.</param>
/// <param name="Explained">As there.</param>
public sealed record PilotDriftBoard(double Compute, double? Correlation, double? SignAgreement, double? Explained);

/// <summary>A score with its skill.</summary>
/// <param name="Correlation">As in <see cref="ScoreBoard"/>.</param>
/// <param name="SignAgreement">As there.</param>
/// <param name="Explained">As there.</param>
/// <param name="Skill">Explained over that of the seed ceiling; null without one.</param>
public sealed record SkilledScoreBoard(double? Correlation, double? SignAgreement, double? Explained, double? Skill);

/// <summary>What a kernel predicted before the model was trained, and how well.</summary>
/// <param name="Kernel">Id of the kernel.</param>
/// <param name="Member">Which of its scales or noise levels was chosen.</param>
/// <param name="Recommended">Whether the rule that never sees the final model recommends it.</param>
/// <param name="Uses"><c>data</c> or <c>pilot</c>.</param>
/// <param name="Compute">All that it computed, pilots included, as a share of one final training's operations.</param>
/// <param name="Kappa">Its shrinkage; null for a mean of kernels, each of which has its own.</param>
/// <param name="Histogram">Predicted mass of every bin.</param>
/// <param name="Low">Lower end of each bin's 95 % bootstrap band.</param>
/// <param name="High">Upper end.</param>
/// <param name="Validation">Fitted to the drift of one pilot and scored on that of the other.</param>
/// <param name="Correlation">As in <see cref="ScoreBoard"/>, against the final models.</param>
/// <param name="SignAgreement">As there.</param>
/// <param name="Explained">As there.</param>
/// <param name="Skill">Explained over that of the seed ceiling; null without one.</param>
/// <param name="At48">The same at 48 bins.</param>
public sealed record PredictionRow(
    string Kernel, string Member, bool Recommended, string Uses, double Compute, double? Kappa, double[] Histogram, double[] Low, double[] High,
    ScoreBoard Validation, double? Correlation, double? SignAgreement, double? Explained, double? Skill, SkilledScoreBoard At48);

/// <summary>A total variation with its noise floor.</summary>
/// <param name="Value">As computed: biased upward by sampling noise.</param>
/// <param name="Debiased">Corrected for that bias.</param>
/// <param name="Low">Lower end of the 95 % interval; null where it cannot be given.</param>
/// <param name="High">Upper end.</param>
/// <param name="Floor">Mean total variation between held-out trajectories and demonstrations at these sizes.</param>
/// <param name="Floor95">Its 95th percentile.</param>
/// <param name="PNone">Permutation p-value of "there is no drift".</param>
public sealed record TvBoard(double Value, double Debiased, double? Low, double? High, double Floor, double Floor95, double PNone);

/// <summary>A number with its 95 % interval.</summary>
/// <param name="Value">The number; null where undefined.</param>
/// <param name="Low">Lower end; null where it cannot be given.</param>
/// <param name="High">Upper end.</param>
public sealed record EstimateBoard(double? Value, double? Low, double? High);

/// <summary>One intervention on one task and model.</summary>
/// <param name="Intervention">Its id.</param>
/// <param name="Level">What it changes.</param>
/// <param name="Rank">1 for the smallest total variation to the target; implausible ones after all that are not.</param>
/// <param name="TvToTarget">Total variation to the target.</param>
/// <param name="W1ToTarget">Wasserstein-1 to the target, in widths of the range.</param>
/// <param name="Plausibility">Share of plausible samples.</param>
/// <param name="Reduction">How much of the total variation to the target it removes; null for the baseline.</param>
/// <param name="AskedError">Mean of |asked − measured|, in the quantity's unit; null where nothing is asked for.</param>
/// <param name="Cost">Training and sampling operations relative to the baseline's.</param>
/// <param name="Notes">What a reader should know.</param>
public sealed record InterventionRow(
    string Intervention, string Level, int Rank, TvToTargetBoard TvToTarget, EstimateBoard W1ToTarget, EstimateBoard Plausibility,
    ReductionBoard? Reduction, double? AskedError, double Cost, IReadOnlyList<string> Notes);

/// <summary>A total variation to the target.</summary>
/// <param name="Value">As computed: biased upward by sampling noise.</param>
/// <param name="Debiased">Corrected for that bias.</param>
/// <param name="Low">Lower end of the 95 % interval; null where it cannot be given.</param>
/// <param name="High">Upper end.</param>
public sealed record TvToTargetBoard(double Value, double Debiased, double? Low, double? High);

/// <summary>A reduction, <c>1 − TV_i / TV_none</c>, clipped to [−1, 1].</summary>
/// <param name="Value">Mean over seeds.</param>
/// <param name="Low">Lower end of the 95 % interval; null where it cannot be given.</param>
/// <param name="High">Upper end.</param>
/// <param name="PHolm">p-value of the comparison with the baseline, adjusted within the task; null with one seed.</param>
public sealed record ReductionBoard(double? Value, double? Low, double? High, double? PHolm);

/// <summary>One intervention over all tasks.</summary>
/// <param name="Intervention">Its id.</param>
/// <param name="Rank">1 for the largest reduction.</param>
/// <param name="IqmReduction">Interquartile mean of the reduction over tasks and seeds.</param>
/// <param name="Tasks">The tasks that count: those whose baseline drifts by at least 1.5 noise floors.</param>
public sealed record OverallRow(string Intervention, int Rank, EstimateBoard IqmReduction, IReadOnlyList<string> Tasks);
