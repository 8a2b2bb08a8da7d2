namespace Misgen.Core.Interventions.Data;

/// <summary>
/// Minimises <c>‖A x − b‖²</c> over <c>x ≥ 0</c> for a matrix of full column rank, by cyclic coordinate descent on the normal equations:
/// each coordinate in turn takes its best value that is not negative (Franc, Hlaváč, Navara, "Sequential coordinate-wise algorithm for
/// the non-negative least squares problem", CAIP 2005). The problem is strictly convex, so there is one minimum.
/// </summary>
public static class NonNegativeLeastSquares
{
    private const int MostSweeps = 100_000;
    private const double Tolerance = 1e-14;

    /// <summary>Solves it.</summary>
    /// <param name="matrix"><c>A</c>, <c>[rows, columns]</c>, of full column rank.</param>
    /// <param name="right"><c>b</c>, <c>[rows]</c>.</param>
    /// <returns><c>x</c>, <c>[columns]</c>.</returns>
    /// <exception cref="ArgumentException">The sizes differ, or a column is zero.</exception>
    public static double[] Solve(double[,] matrix, ReadOnlySpan<double> right)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var (rows, columns) = (matrix.GetLength(0), matrix.GetLength(1));
        if (right.Length != rows)
            throw new ArgumentException($"{rows} rows need as many right-hand sides, not {right.Length}.", nameof(right));
        var normal = new double[columns, columns];
        // The gradient ½ ∇ = AᵀA x − Aᵀb at x = 0.
        var gradient = new double[columns];
        for (var i = 0; i < columns; i++)
        {
            for (var row = 0; row < rows; row++)
            {
                gradient[i] -= matrix[row, i] * right[row];
                for (var j = 0; j < columns; j++)
                    normal[i, j] += matrix[row, i] * matrix[row, j];
            }

            if (normal[i, i] == 0)
                throw new ArgumentException($"Column {i} is zero.", nameof(matrix));
        }

        var x = new double[columns];
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var largest = 0.0;
            for (var i = 0; i < columns; i++)
            {
                var change = Math.Max(0, x[i] - (gradient[i] / normal[i, i])) - x[i];
                x[i] += change;
                largest = Math.Max(largest, Math.Abs(change));
                for (var j = 0; j < columns && change != 0; j++)
                    gradient[j] += change * normal[j, i];
            }

            if (largest <= Tolerance)
                break;
        }

        return x;
    }
}
