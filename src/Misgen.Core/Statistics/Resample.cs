using Misgen.Plugins;

namespace Misgen.Core.Statistics;

/// <summary>
/// A bootstrap sample as counts over the sorted values of the original one: drawing it takes one random integer per value, and no
/// replicate is sorted.
/// </summary>
internal sealed class Resample
{
    private readonly double[] _sorted;
    private readonly int[] _counts;

    /// <summary>Starts with the sample itself: every value once.</summary>
    /// <param name="sorted">Values in rising order.</param>
    public Resample(double[] sorted)
    {
        _sorted = sorted;
        _counts = new int[sorted.Length];
        Array.Fill(_counts, 1);
    }

    /// <summary>Number of values.</summary>
    public int Count => _sorted.Length;

    /// <summary>Draws as many values as there are, with replacement.</summary>
    /// <param name="random">The source of randomness.</param>
    public void Draw(RandomStream random)
    {
        Array.Clear(_counts);
        for (var i = 0; i < _counts.Length; i++)
            _counts[random.NextInt32(_counts.Length)]++;
    }

    /// <summary>The mean.</summary>
    public double Mean()
    {
        var sum = 0.0;
        for (var i = 0; i < _sorted.Length; i++)
            sum += _counts[i] * _sorted[i];
        return sum / _sorted.Length;
    }

    /// <summary>The variance of the mean of the sample itself, <c>Σ (x − x̄)² / n²</c>; 0 without values.</summary>
    public double VarianceOfMean() =>
        _sorted.Length == 0 ? 0 : Moments.SquaredDeviations(_sorted) / _sorted.Length / _sorted.Length;

    /// <summary>The median: the middle value or the mean of the two middle ones.</summary>
    public double Median()
    {
        int i = 0, upTo = _counts[0];
        while (upTo <= (_sorted.Length - 1) / 2)
            upTo += _counts[++i];
        var below = _sorted[i];
        while (upTo <= _sorted.Length / 2)
            upTo += _counts[++i];
        return (below + _sorted[i]) / 2;
    }

    /// <summary>The Wasserstein-1 distance of two samples, as the area <c>∫ |F(q) − G(q)| dq</c> between their distribution
    /// functions (Vallender, Theory Probab. Appl. 18, 1974).</summary>
    /// <param name="a">One sample.</param>
    /// <param name="b">The other sample.</param>
    public static double Wasserstein1(Resample a, Resample b)
    {
        int i = 0, j = 0;
        double scaleA = 1.0 / a.Count, scaleB = 1.0 / b.Count, belowA = 0, belowB = 0, sum = 0;
        var at = Math.Min(a._sorted[0], b._sorted[0]);
        while (i < a.Count || j < b.Count)
        {
            var fromA = j == b.Count || (i < a.Count && a._sorted[i] <= b._sorted[j]);
            var next = fromA ? a._sorted[i] : b._sorted[j];
            if (next != at)
                sum += (next - at) * Math.Abs((belowA * scaleA) - (belowB * scaleB));
            at = next;
            if (fromA)
                belowA += a._counts[i++];
            else
                belowB += b._counts[j++];
        }

        return sum;
    }

    /// <summary>The Wasserstein-1 distance to a target.</summary>
    /// <param name="target">The target distribution.</param>
    /// <param name="drawn">Room for as many values as the sample has.</param>
    public double ToTarget(TargetDistribution target, double[] drawn)
    {
        var filled = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            drawn.AsSpan(filled, _counts[i]).Fill(_sorted[i]);
            filled += _counts[i];
        }

        return Drift.Wasserstein1.SortedToTarget(drawn, target);
    }
}
