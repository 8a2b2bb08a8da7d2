namespace Misgen.Pipeline.Leaderboard.Comparison;

/// <summary>
/// How much more figures vary from seed to seed than sampling explains, from the baseline. Three seeds say little about one variance, so
/// the ratios of observed to sampling variance are pooled and each is shrunk towards what it has in common with others, as in moderated
/// t-tests (Smyth, Stat. Appl. Genet. Mol. Biol. 3, 2004): a figure towards the same figure on all tasks, that towards all of its family.
/// </summary>
/// <remarks>
/// A ratio is never taken below 1, the sampling error, nor one's own below what it is shrunk towards. Noise of training need not
/// spread over regions as sampling does, so its excess counts one and a half times for shapes. With one seed in the whole baseline
/// nothing is known, and four times the sampling error is assumed.
/// </remarks>
internal sealed class SeedNoise
{
    /// <summary>The standard deviation that is assumed where nothing is known, in sampling errors.</summary>
    public const double Assumed = 4;

    // Degrees of freedom that the mean of a family counts for against a figure on all tasks, and that against one task.
    private const int FamilyDegrees = 20;
    private const int FigureDegrees = 20;
    private const double ShapeExcess = 1.5;
    private readonly Dictionary<(ChangeKind, string?), (double Sum, int Degrees)> _figures;
    private readonly double _ratio;
    private readonly int _degrees;

    /// <summary>Pools a family.</summary>
    /// <param name="family">Its contrasts.</param>
    public SeedNoise(IReadOnlyCollection<Contrast> family)
    {
        _degrees = family.Sum(one => one.Degrees);
        _ratio = IsKnown ? Math.Max(1, family.Sum(one => one.Degrees * one.Ratio) / _degrees) : Assumed * Assumed;
        _figures = family.GroupBy(FigureOf).ToDictionary(
            group => group.Key, group => (group.Sum(one => one.Degrees * one.Ratio), group.Sum(one => one.Degrees)));
    }

    /// <summary>Whether any model has more than one seed.</summary>
    public bool IsKnown => _degrees > 0;

    /// <summary>Variance of a figure as a multiple of its sampling variance.</summary>
    /// <param name="contrast">One of the family.</param>
    public double RatioOf(Contrast contrast)
    {
        var (sum, degrees) = _figures[FigureOf(contrast)];
        var common = Math.Max(1, ((FamilyDegrees * _ratio) + sum) / (FamilyDegrees + degrees));
        var own = ((FigureDegrees * common) + (contrast.Degrees * contrast.Ratio)) / (FigureDegrees + contrast.Degrees);
        var ratio = Math.Max(common, own);
        return contrast.Kind == ChangeKind.Shape ? 1 + (ShapeExcess * (ratio - 1)) : ratio;
    }

    /// <summary>Degrees of freedom of that multiple.</summary>
    /// <param name="contrast">One of the family.</param>
    public int DegreesOf(Contrast contrast) =>
        IsKnown ? Math.Min(_degrees, FamilyDegrees + _figures[FigureOf(contrast)].Degrees) : FamilyDegrees;

    private static (ChangeKind Kind, string? Intervention) FigureOf(Contrast contrast) => (contrast.Kind, contrast.Intervention);
}
