using Misgen.Plugins;

namespace Misgen.Learning.Diffusion;

/// <summary>Which demonstrations a batch is made of: drawn with replacement, equally often or by weight.</summary>
internal sealed class DataOrder
{
    private readonly RandomStream _random;
    private readonly int _count;
    private readonly double[]? _cumulative;

    /// <summary>Prepares it.</summary>
    /// <param name="random">What decides.</param>
    /// <param name="count">Number of demonstrations.</param>
    /// <param name="weights"><c>[count]</c>, none negative and not all zero; null for equal ones.</param>
    /// <exception cref="ArgumentException">The weights are no weights.</exception>
    public DataOrder(RandomStream random, int count, double[]? weights)
    {
        (_random, _count) = (random, count);
        if (weights is null)
            return;
        if (weights.Length != count)
            throw new ArgumentException($"{count} demonstrations need as many weights, not {weights.Length}.", nameof(weights));
        _cumulative = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            if (!(weights[i] >= 0))
                throw new ArgumentException($"Weight {i} is {weights[i]}: none may be negative.", nameof(weights));
            _cumulative[i] = sum += weights[i];
        }

        if (!(sum > 0) || double.IsInfinity(sum))
            throw new ArgumentException($"The weights sum to {sum}: a positive number is needed.", nameof(weights));
    }

    /// <summary>Draws rows.</summary>
    /// <param name="batch">How many.</param>
    public long[] Draw(int batch)
    {
        var rows = new long[batch];
        for (var i = 0; i < batch; i++)
            rows[i] = _cumulative is null ? _random.NextInt32(_count) : DrawByWeight(_cumulative);
        return rows;
    }

    // The first row whose cumulative weight exceeds the draw: rows of weight zero are never it.
    private int DrawByWeight(double[] cumulative)
    {
        var drawn = _random.NextDouble() * cumulative[^1];
        var (low, high) = (0, cumulative.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (cumulative[middle] > drawn)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
