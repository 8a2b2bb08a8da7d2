using Misgen.Plugins;

namespace Misgen.Core.Drift;

/// <summary>Random subsets without replacement of values that are known only by their cell.</summary>
internal static class LabelPermutation
{
    /// <summary>
    /// Moves a uniformly drawn subset to the front and counts its cells, by the first <paramref name="size"/> steps of Fisher and
    /// Yates's shuffle (Knuth, TAOCP 2, algorithm 3.4.2 P). Any order of the values before gives the same distribution.
    /// </summary>
    /// <param name="cellOf">The cell of each value; is permuted.</param>
    /// <param name="size">Size of the subset.</param>
    /// <param name="cells">Counts per cell, zero before.</param>
    /// <param name="random">The source of randomness.</param>
    public static void CountFirst(Span<byte> cellOf, int size, Span<int> cells, RandomStream random)
    {
        for (var i = 0; i < size; i++)
        {
            var j = i + random.NextInt32(cellOf.Length - i);
            (cellOf[i], cellOf[j]) = (cellOf[j], cellOf[i]);
            cells[cellOf[i]]++;
        }
    }
}
