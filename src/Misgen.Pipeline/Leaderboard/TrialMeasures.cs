using Misgen.Core.Distributions;
using Misgen.Core.Store;
using Misgen.Pipeline.Jobs;

namespace Misgen.Pipeline.Leaderboard;

/// <summary>What was measured of one trial's samples.</summary>
/// <param name="Quantities"><c>[count]</c>; NaN where undefined.</param>
/// <param name="Histogram">Their histogram.</param>
/// <param name="Plausible">How many samples have every defect within its tolerance.</param>
internal sealed record TrialMeasures(double[] Quantities, Histogram Histogram, int Plausible)
{
    public int Count => Quantities.Length;

    public double Plausibility => (double)Plausible / Count;

    public double[] Defined { get; } = [.. Quantities.Where(double.IsFinite)];

    public static TrialMeasures Read(Artifact measured, CuratedSet curated)
    {
        var tensors = measured.Tensors(MeasureJob.MeasuresFile);
        var q = tensors["quantity"].ToDoubles();
        var defects = tensors["defects"].ToDoubles();
        var tolerances = curated.Tolerances;
        var plausible = Enumerable.Range(0, q.Length)
            .Count(i => Enumerable.Range(0, tolerances.Count).All(d => defects[(d * q.Length) + i] <= tolerances[d]));
        return new TrialMeasures(q, Histogram.Of(q, curated.Bins), plausible);
    }
}
