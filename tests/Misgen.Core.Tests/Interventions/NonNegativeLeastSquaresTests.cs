using MathNet.Numerics.LinearAlgebra;
using Misgen.Core.Interventions.Data;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Interventions;

public sealed class NonNegativeLeastSquaresTests
{
    // A line through (0, 3), (1, 2), (2, 1) that must not fall: level, at the mean. Without the constraint it would be 3 − t.
    [Fact]
    public void Solve_LineThatWouldFall_IsLevel() => ShouldBe(NonNegativeLeastSquares.Solve(Line, [3, 2, 1]), 2, 0);

    [Fact]
    public void Solve_LineThatRises_IsTheLine() => ShouldBe(NonNegativeLeastSquares.Solve(Line, [1, 2, 3]), 1, 1);

    // Nothing but negative values is best met by nothing.
    [Fact]
    public void Solve_AllConstraintsActive_IsZero() => ShouldBe(NonNegativeLeastSquares.Solve(Line, [-1, -2, -3]), 0, 0);

    // Karush, Kuhn, Tucker: x ≥ 0, Aᵀ(Ax − b) ≥ 0, and where x > 0 it is 0. Sufficient, as the problem is convex.
    [Theory]
    [InlineData(10, 6)]
    [InlineData(97, 48)]
    [InlineData(6, 6)]
    public void Solve_RandomProblems_MeetTheConditionsOfAMinimum(int rows, int columns)
    {
        var active = 0;
        for (ulong problem = 0; problem < 20; problem++)
        {
            var (matrix, right) = Random(rows, columns, problem);

            var x = NonNegativeLeastSquares.Solve(matrix, right);

            var a = Matrix<double>.Build.DenseOfArray(matrix);
            var gradient = a.TransposeThisAndMultiply((a * Vector<double>.Build.Dense(x)) - Vector<double>.Build.Dense(right));
            x.Should().OnlyContain(value => value >= 0);
            gradient.Should().OnlyContain(slope => slope > -1e-8);
            for (var i = 0; i < columns; i++)
                Math.Min(x[i], Math.Abs(gradient[i])).Should().BeLessThan(1e-8);
            active += x.Count(value => value == 0);
        }

        active.Should().BeInRange(columns, 19 * columns, "some constraints are active and some are not");
    }

    // Every set of columns that may be positive is solved by QR; of those without a negative value the best one is the minimum.
    [Fact]
    public void Solve_RandomProblemsOfFewColumns_AgreesWithTryingEverySetOfColumns()
    {
        for (ulong problem = 0; problem < 60; problem++)
        {
            var (matrix, right) = Random(8, 1 + (int)(problem % 6), problem);

            var x = NonNegativeLeastSquares.Solve(matrix, right);

            var expected = Exhaustive(matrix, right);
            for (var i = 0; i < x.Length; i++)
                x[i].Should().BeApproximately(expected[i], 1e-9, $"it is column {i} of problem {problem}");
        }
    }

    [Fact]
    public void Solve_SizesThatDiffer_Throws()
    {
        var solve = () => NonNegativeLeastSquares.Solve(Line, [1, 2]);

        solve.Should().Throw<ArgumentException>().WithMessage("3 rows need as many right-hand sides, not 2.*");
    }

    [Fact]
    public void Solve_ColumnOfZeros_Throws()
    {
        var solve = () => NonNegativeLeastSquares.Solve(new double[,] { { 1, 0 }, { 2, 0 } }, [1, 2]);

        solve.Should().Throw<ArgumentException>().WithMessage("Column 1 is zero.*");
    }

    /// <summary>The minimum by trying every set of columns that may be positive.</summary>
    internal static double[] Exhaustive(double[,] matrix, double[] right)
    {
        var a = Matrix<double>.Build.DenseOfArray(matrix);
        var b = Vector<double>.Build.Dense(right);
        var (best, least) = (new double[a.ColumnCount], b.DotProduct(b));
        for (var set = 1; set < 1 << a.ColumnCount; set++)
        {
            int[] chosen = [.. Enumerable.Range(0, a.ColumnCount).Where(column => (set >> column & 1) == 1)];
            var part = Matrix<double>.Build.DenseOfColumnVectors(chosen.Select(a.Column));
            var x = part.QR().Solve(b);
            var residual = (part * x) - b;
            if (x.Any(value => value < 0) || residual.DotProduct(residual) >= least)
                continue;
            (best, least) = (new double[a.ColumnCount], residual.DotProduct(residual));
            for (var i = 0; i < chosen.Length; i++)
                best[chosen[i]] = x[i];
        }

        return best;
    }

    // Columns: 1 and t.
    private static double[,] Line { get; } = { { 1, 0 }, { 1, 1 }, { 1, 2 } };

    private static (double[,] Matrix, double[] Right) Random(int rows, int columns, ulong problem)
    {
        var random = new RandomStream(1, "least squares", problem);
        var matrix = new double[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                matrix[row, column] = random.NextNormal();
        }

        return (matrix, [.. Enumerable.Range(0, rows).Select(_ => random.NextNormal())]);
    }

    private static void ShouldBe(double[] x, params double[] expected)
    {
        x.Should().HaveSameCount(expected);
        for (var i = 0; i < x.Length; i++)
            x[i].Should().BeApproximately(expected[i], 1e-12);
    }
}
