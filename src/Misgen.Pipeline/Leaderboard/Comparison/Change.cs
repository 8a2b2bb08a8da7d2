namespace Misgen.Pipeline.Leaderboard.Comparison;

/// <summary>What is compared.</summary>
public enum ChangeKind
{
    /// <summary>The total variation between what was generated and the demonstrations.</summary>
    Drift,

    /// <summary>The mass shifts of the thirds of the range and outside.</summary>
    Shape,

    /// <summary>The share of plausible samples.</summary>
    Plausibility,

    /// <summary>The total variation to the target with an intervention.</summary>
    InterventionDrift,

    /// <summary>The share of plausible samples with an intervention.</summary>
    InterventionPlausibility,

    /// <summary>The mass shifts that the recommended kernel predicts.</summary>
    Prediction,
}

/// <summary>The result of a comparison.</summary>
public enum Outcome
{
    /// <summary>No change beyond the minimum.</summary>
    Same,

    /// <summary>The interval is too wide to decide.</summary>
    Undecided,

    /// <summary>A change beyond the minimum and beyond noise.</summary>
    Moved,
}

/// <summary>The mass shift of one region.</summary>
/// <param name="Region">Its index, see <see cref="RangeRegions"/>.</param>
/// <param name="Before">Its mass less that of the demonstrations, in the baseline.</param>
/// <param name="After">The same in the leaderboard that is checked.</param>
/// <param name="HalfWidth">Half the width of the 95 % interval of the difference; null where there is no noise.</param>
public sealed record RegionChange(int Region, double Before, double After, double? HalfWidth)
{
    /// <summary>How much of all mass the region gained.</summary>
    public double Difference => After - Before;
}

/// <summary>One comparison of two leaderboards.</summary>
/// <param name="Task">Id of the task.</param>
/// <param name="Model">Id of the model.</param>
/// <param name="Intervention">Id of the intervention; null for the model without.</param>
/// <param name="Kind">What is compared.</param>
/// <param name="Before">The figure of the baseline. For shapes that of the region that changed most.</param>
/// <param name="After">The figure of the leaderboard that is checked.</param>
/// <param name="HalfWidth">Half the width of the 95 % interval of the difference; null where there is no noise.</param>
/// <param name="P">p-value after Holm; null where there is no noise.</param>
/// <param name="Outcome">The result.</param>
/// <param name="Regions">For shapes and predictions, the regions, the greatest change first.</param>
/// <param name="Detectable">The least change that would have been found if nothing else had changed; null where there is no noise.</param>
public sealed record Change(
    string Task, string Model, string? Intervention, ChangeKind Kind, double Before, double After, double? HalfWidth, double? P, Outcome Outcome,
    IReadOnlyList<RegionChange> Regions, double? Detectable)
{
    /// <summary>After less before.</summary>
    public double Difference => After - Before;
}

/// <summary>An intervention whose rank changed. Ranks follow from the figures, so they do not fail a check by themselves.</summary>
/// <param name="Task">Id of the task; null in the overall ranking.</param>
/// <param name="Model">Id of the model; null in the overall ranking.</param>
/// <param name="Intervention">Id of the intervention.</param>
/// <param name="Before">Its rank in the baseline.</param>
/// <param name="After">Its rank in the leaderboard that is checked.</param>
public sealed record RankChange(string? Task, string? Model, string Intervention, int Before, int After);
