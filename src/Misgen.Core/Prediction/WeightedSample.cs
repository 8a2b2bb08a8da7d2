using Misgen.Core.Distributions;
using Misgen.Plugins;

namespace Misgen.Core.Prediction;

/// <summary>Values of a quantity, each with a weight: a predicted distribution. Immutable.</summary>
public sealed class WeightedSample
{
    private readonly double[] _values;
    private readonly double[] _weights;

    /// <summary>Takes values with their weights.</summary>
    /// <param name="values">Values; <c>NaN</c> where undefined.</param>
    /// <param name="weights">A weight of each, not negative, with a positive sum; they are scaled to sum to 1.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or the weights are not as they must be.</exception>
    public WeightedSample(IReadOnlyList<double> values, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(weights);
        if (values.Count != weights.Count)
            throw new ArgumentException($"Every value needs a weight: there are {values.Count} values and {weights.Count} weights.", nameof(weights));
        var sum = weights.Sum();
        if (!(sum > 0) || double.IsInfinity(sum) || weights.Any(weight => weight < 0))
            throw new ArgumentException("Weights are not negative and have a positive sum.", nameof(weights));
        _values = [.. values];
        _weights = [.. weights.Select(weight => weight / sum)];
    }

    /// <summary>Number of values.</summary>
    public int Count => _values.Length;

    /// <summary>Values that all weigh the same.</summary>
    /// <param name="values">Values; <c>NaN</c> where undefined.</param>
    public static WeightedSample Equal(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new WeightedSample(values, [.. Enumerable.Repeat(1.0, values.Count)]);
    }

    /// <summary>Two samples, each with half the weight.</summary>
    /// <param name="one">A sample.</param>
    /// <param name="other">Another.</param>
    public static WeightedSample Mean(WeightedSample one, WeightedSample other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return new WeightedSample([.. one._values, .. other._values], [.. one._weights, .. other._weights]);
    }

    /// <summary>The mass in each of the 48 bins; they sum to 1 less that of undefined values.</summary>
    /// <param name="bins">The bins.</param>
    public double[] Masses(QuantityBins bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        var masses = new double[QuantityBins.Count];
        for (var i = 0; i < _values.Length; i++)
        {
            if (bins.IndexOf(_values[i]) is var k and >= 0)
                masses[k] += _weights[i];
        }

        return masses;
    }

    /// <summary>
    /// Shrinks its deviation from a target (method, section 4): the value at each probability moves to <c>t + κ (q − t)</c>, with
    /// <c>t</c> the target's quantile there. Undefined values stay undefined.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <param name="kappa">κ: 1 changes nothing, 0 gives the target.</param>
    public WeightedSample Shrink(TargetDistribution target, double kappa)
    {
        ArgumentNullException.ThrowIfNull(target);
        var order = Enumerable.Range(0, _values.Length).Where(i => !double.IsNaN(_values[i])).OrderBy(i => _values[i]).ToArray();
        var defined = order.Sum(i => _weights[i]);
        var shrunk = (double[])_values.Clone();
        var below = 0.0;
        foreach (var i in order)
        {
            var wanted = target.Quantile((below + (_weights[i] / 2)) / defined);
            shrunk[i] = wanted + (kappa * (_values[i] - wanted));
            below += _weights[i];
        }

        return new WeightedSample(shrunk, _weights);
    }

    /// <summary>
    /// The 95 % band of each bin's mass over bootstrap resamples of the values: what another set of draws from the same kernel would
    /// have predicted.
    /// </summary>
    /// <param name="bins">The bins.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="purpose">Its purpose; replicate <c>i</c> has the stream (seed, purpose, <c>i</c>).</param>
    public (double[] Low, double[] High) Band(QuantityBins bins, ulong seed, string purpose)
    {
        ArgumentNullException.ThrowIfNull(bins);
        const int replicates = 200;
        var places = _values.Select(bins.IndexOf).ToArray();
        var masses = new double[QuantityBins.Count][];
        for (var k = 0; k < masses.Length; k++)
            masses[k] = new double[replicates];
        for (var r = 0; r < replicates; r++)
        {
            var random = new RandomStream(seed, purpose, (ulong)r);
            var total = 0.0;
            for (var n = 0; n < _values.Length; n++)
            {
                var i = random.NextInt32(_values.Length);
                total += _weights[i];
                if (places[i] >= 0)
                    masses[places[i]][r] += _weights[i];
            }

            for (var k = 0; k < masses.Length; k++)
                masses[k][r] /= total;
        }

        foreach (var bin in masses)
            Array.Sort(bin);
        return ([.. masses.Select(bin => Statistics.Quantile.OfSorted(bin, 0.025))], [.. masses.Select(bin => Statistics.Quantile.OfSorted(bin, 0.975))]);
    }
}
