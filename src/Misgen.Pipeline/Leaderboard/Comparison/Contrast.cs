namespace Misgen.Pipeline.Leaderboard.Comparison;

/// <summary>One difference between two leaderboards, in units of the sampling error, before the noise from seed to seed is known.</summary>
/// <param name="Task">Id of the task.</param>
/// <param name="Model">Id of the model.</param>
/// <param name="Intervention">Id of the intervention; null for the model without.</param>
/// <param name="Kind">What is compared.</param>
internal sealed record Contrast(string Task, string Model, string? Intervention, ChangeKind Kind)
{
    /// <summary>The figure of the baseline.</summary>
    public required double Before { get; init; }

    /// <summary>The figure of the other leaderboard.</summary>
    public required double After { get; init; }

    /// <summary>Sampling variance of the difference.</summary>
    public required double Sampling { get; init; }

    /// <summary>Squared difference over its sampling variance, per dimension.</summary>
    public required double Square { get; init; }

    /// <summary>The baseline's variance over seeds as a multiple of the sampling variance; 1 is no noise but sampling.</summary>
    public required double Ratio { get; init; }

    /// <summary>Degrees of freedom of <see cref="Ratio"/>; 0 with one seed.</summary>
    public required int Degrees { get; init; }

    /// <summary>Dimensions of the difference: 1, or 3 for the masses of four regions.</summary>
    public int Dimensions { get; init; } = 1;

    /// <summary>The regions with the sampling variance of each one's difference; none but for shapes.</summary>
    public IReadOnlyList<(RegionChange Region, double Sampling)> Regions { get; init; } = [];

    /// <summary>Whether it is about the drift of the model, which is what a check is for.</summary>
    public bool IsDrift => Kind is ChangeKind.Drift or ChangeKind.Shape;
}
