using Misgen.Core.Distributions;
using Misgen.Core.Interventions;
using Misgen.Core.Interventions.Data;
using Misgen.Core.Prediction;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Interventions;

/// <summary>Kernels that move two bins, A and B, and leave all others alone; <c>‖T p' − p*‖² + .05 ‖p' − p*‖²</c> by hand and by search.</summary>
public sealed class KernelReweightTests
{
    private const int A = 8;
    private const int B = 9;
    private static readonly double[] Uniform = Histogram.MassesOf(new UniformTarget(new QuantityRange(0, 1)), new QuantityBins(new QuantityRange(0, 1)));

    [Fact]
    public void TrainingPrior_KernelThatMovesNothing_IsTheTargetWhereThereAreDemonstrations()
    {
        double[] curated = [.. Uniform.Select((mass, k) => k is 8 or 20 ? 0 : mass)];

        var prior = Prior(Kernel(1, 0, 0, 1), curated, Uniform);

        for (var k = 0; k < QuantityBins.Count; k++)
            prior[k].Should().BeApproximately(curated[k], 1e-12, $"it is bin {k}");
    }

    [Fact]
    public void TrainingPrior_MovementThatIsNotExpectedOfTheModel_IsTheTarget()
    {
        var prior = Prior(Kernel(0.2, 0.5, 0.9, 0), Uniform, Uniform, kappa: 0);

        for (var k = 0; k < QuantityBins.Count; k++)
            prior[k].Should().BeApproximately(Uniform[k], 1e-12, $"it is bin {k}");
    }

    // Half of the mass is wanted in either. Least on a grid of 1/1000, then of 1/100,000 around it.
    [Theory]
    [InlineData(0.7, 0.3, 0, 1)]
    [InlineData(0.6, 0.2, 0.3, 0.7)]
    [InlineData(0.5, 0.5, 0, 1)]
    public void TrainingPrior_TwoBins_IsTheLeastOnADenseGrid(double aToA, double aToB, double bToA, double bToB)
    {
        var prior = Prior(Kernel(aToA, aToB, bToA, bToB), Masses(0.5, 0.5), Masses(0.5, 0.5));

        double Objective(double a, double b) =>
            Square((aToA * a) + (bToA * b) - 0.5) + Square((aToB * a) + (bToB * b) - 0.5) + Square(((1 - aToA - aToB) * a) + ((1 - bToA - bToB) * b))
            + (0.05 * (Square(a - 0.5) + Square(b - 0.5)));
        var (coarseA, coarseB) = Least(Objective, 0.75, 0.75, 0.001);
        var (leastA, leastB) = Least(Objective, coarseA, coarseB, 0.00001);
        prior[A].Should().BeApproximately(leastA, 2e-5);
        prior[B].Should().BeApproximately(leastB, 2e-5);
        prior.Where((_, k) => k is not (A or B)).Should().OnlyContain(mass => mass == 0);
    }

    // Half of A goes to B, which shall have a tenth: not even without B is there so little. With b = 0,
    // ½(½a − .9) + ½(½a − .1) + .05(a − .9) = 0, so a = .545/.55.
    [Fact]
    public void TrainingPrior_BinThatOverflowsAnyway_IsNotTrainedOn()
    {
        var prior = Prior(Kernel(0.5, 0.5, 0, 1), Masses(0.5, 0.5), Masses(0.9, 0.1));

        prior[A].Should().BeApproximately(0.545 / 0.55, 1e-12);
        prior[B].Should().Be(0);
    }

    // Half of A becomes undefined. ½(½a − 1) + ½ · ½a + .05(a − 1) = 0, so a = 1; were undefined values free, it were .55/.3.
    [Fact]
    public void TrainingPrior_MassThatBecomesUndefined_CountsAsMisplaced() =>
        Prior(Kernel(0.5, 0, 0, 1), Masses(1, 0), Masses(1, 0))[A].Should().BeApproximately(1, 1e-12);

    [Fact]
    public void TrainingPrior_HalfTheMovementExpected_IsThatOfTheHalvedMovement()
    {
        var half = Prior(Kernel(0.6, 0.4, 0.2, 0.8), Uniform, Uniform, kappa: 0.5);

        var halved = Prior(Kernel(0.8, 0.2, 0.1, 0.9), Uniform, Uniform);
        for (var k = 0; k < QuantityBins.Count; k++)
            half[k].Should().BeApproximately(halved[k], 1e-12);
    }

    // Six bins that hold demonstrations, each scattered over all six and the undefined cell.
    [Fact]
    public void TrainingPrior_SixBins_AgreesWithTryingEverySetOfBins()
    {
        const int Bins = 6;
        for (ulong problem = 0; problem < 20; problem++)
        {
            var random = new RandomStream(3, "kernel", problem);
            var shares = Identity();
            double[] target = new double[QuantityBins.Count], curated = new double[QuantityBins.Count];
            for (var from = 0; from < Bins; from++)
            {
                double[] weights = [.. Enumerable.Range(0, Bins + 1).Select(_ => Square(random.NextNormal()))];
                for (var to = 0; to <= Bins; to++)
                    shares[to == Bins ? QuantityBins.Count : A + to, A + from] = weights[to] / weights.Sum();
                (target[A + from], curated[A + from]) = ((from + 1) / 21.0, 1.0 / Bins);
            }

            var prior = Prior(TransitionMatrix.FromArray([.. shares.Cast<double>()]), curated, target);

            // One row per bin and cell, then √.05 times the difference to the target.
            var matrix = new double[(2 * Bins) + 1, Bins];
            for (var column = 0; column < Bins; column++)
            {
                for (var row = 0; row <= Bins; row++)
                    matrix[row, column] = shares[row == Bins ? QuantityBins.Count : A + row, A + column];
                matrix[Bins + 1 + column, column] = Math.Sqrt(0.05);
            }

            double[] wanted = [.. target[A..(A + Bins)], 0, .. target[A..(A + Bins)].Select(mass => Math.Sqrt(0.05) * mass)];
            var expected = NonNegativeLeastSquaresTests.Exhaustive(matrix, wanted);
            for (var k = 0; k < Bins; k++)
                prior[A + k].Should().BeApproximately(expected[k], 1e-9, $"it is bin {k} of problem {problem}");
        }
    }

    private static double[] Prior(TransitionMatrix kernel, double[] curated, double[] target, double kappa = 1) =>
        new KernelReweight().TrainingPrior(new ExpectedDrift(curated, target, null, kernel, kappa));

    // What is missing of a column becomes undefined.
    private static TransitionMatrix Kernel(double aToA, double aToB, double bToA, double bToB)
    {
        var shares = Identity();
        (shares[A, A], shares[B, A], shares[QuantityBins.Count, A]) = (aToA, aToB, 1 - aToA - aToB);
        (shares[A, B], shares[B, B], shares[QuantityBins.Count, B]) = (bToA, bToB, 1 - bToA - bToB);
        return TransitionMatrix.FromArray([.. shares.Cast<double>()]);
    }

    private static double[,] Identity()
    {
        var shares = new double[Histogram.CellCount, QuantityBins.Count];
        for (var k = 0; k < QuantityBins.Count; k++)
            shares[k, k] = 1;
        return shares;
    }

    private static double[] Masses(double a, double b)
    {
        var masses = new double[QuantityBins.Count];
        (masses[A], masses[B]) = (a, b);
        return masses;
    }

    private static (double A, double B) Least(Func<double, double, double> objective, double aroundA, double aroundB, double step)
    {
        const int Steps = 750;
        var best = (A: aroundA, B: aroundB);
        for (var i = -Steps; i <= Steps; i++)
        {
            for (var j = -Steps; j <= Steps; j++)
            {
                var (a, b) = (aroundA + (i * step), aroundB + (j * step));
                if (a >= 0 && b >= 0 && objective(a, b) < objective(best.A, best.B))
                    best = (a, b);
            }
        }

        return best;
    }

    private static double Square(double value) => value * value;
}
