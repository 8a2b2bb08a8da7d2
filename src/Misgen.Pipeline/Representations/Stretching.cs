using MathNet.Numerics.LinearAlgebra;
using Misgen.Core.Store;
using Misgen.Learning.Diffusion;
using Misgen.Plugins;

namespace Misgen.Pipeline.Representations;

/// <summary>
/// The linear map <c>S = (I + λ G)^{1/2}</c> of standardised trajectories, with <c>G</c> the average outer product of the gradient
/// <c>∂M/∂x</c> over demonstrations, scaled so that its mean eigenvalue is 1. Noise that a model cannot tell from the data is then
/// smaller along the directions in which the quantity changes.
/// </summary>
internal sealed class Stretching : FittedRepresentation
{
    private const int Gradients = 500;

    // Of a standard deviation: measurements are of floats, whose rounding is 1e-7 of it.
    private const double DifferenceStep = 1e-2;

    private readonly Normalisation _normalisation;
    private readonly double[] _stretch;
    private readonly double[] _inverse;

    /// <summary>As it was fitted.</summary>
    /// <param name="layout">The task's layout.</param>
    /// <param name="tensors">Its tensors.</param>
    public Stretching(TrajectoryLayout layout, IReadOnlyDictionary<string, StoredTensor> tensors)
        : this(layout, new Normalisation(tensors["mean"].ToDoubles(), tensors["deviation"].ToDoubles()), tensors["stretch"].ToDoubles(), tensors["inverse"].ToDoubles())
    {
    }

    private Stretching(TrajectoryLayout layout, Normalisation normalisation, double[] stretch, double[] inverse) =>
        (Layout, _normalisation, _stretch, _inverse) = (layout, normalisation, stretch, inverse);

    /// <inheritdoc/>
    public override TrajectoryLayout Layout { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<StoredTensor> Tensors =>
    [
        StoredTensor.Of("mean", [.. _normalisation.Mean], _normalisation.Mean.Count),
        StoredTensor.Of("deviation", [.. _normalisation.Deviation], _normalisation.Deviation.Count),
        StoredTensor.Of("stretch", _stretch, Layout.Size, Layout.Size),
        StoredTensor.Of("inverse", _inverse, Layout.Size, Layout.Size),
    ];

    /// <summary>Fits it.</summary>
    /// <param name="task">The task.</param>
    /// <param name="demonstrations"><c>[count, length, channels]</c>.</param>
    /// <param name="lambda">λ.</param>
    public static Stretching Fit(PhysicsTask task, float[] demonstrations, double lambda)
    {
        var layout = task.Simulator.Layout;
        var normalisation = Normalisation.Of(demonstrations, layout.Channels.Count);
        var count = Math.Min(Gradients, demonstrations.Length / layout.Size);
        var outer = Matrix<double>.Build.Dense(layout.Size, layout.Size);
        for (var i = 0; i < count; i++)
            AddOuterProduct(outer, Gradient(task, normalisation, demonstrations.AsSpan(i * layout.Size, layout.Size)));
        // A quantity that does not change anywhere has no directions: the map is then the identity.
        var scale = outer.Trace() > 0 ? layout.Size / outer.Trace() : 0;
        var eigen = outer.Multiply(scale).Evd(Symmetricity.Symmetric);
        var roots = eigen.EigenValues.Select(value => Math.Sqrt(1 + (lambda * Math.Max(0, value.Real)))).ToArray();
        return new Stretching(layout, normalisation, Map(eigen.EigenVectors, roots), Map(eigen.EigenVectors, [.. roots.Select(root => 1 / root)]));
    }

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<float> trajectory, double q, Span<float> encoded)
    {
        Span<double> standardised = new double[Layout.Size];
        for (var i = 0; i < standardised.Length; i++)
            standardised[i] = (trajectory[i] - _normalisation.Mean[Channel(i)]) / _normalisation.Deviation[Channel(i)];
        for (var i = 0; i < encoded.Length; i++)
            encoded[i] = (float)Product(_stretch, i, standardised);
    }

    /// <inheritdoc/>
    public override void Decode(ReadOnlySpan<float> encoded, Span<float> trajectory)
    {
        Span<double> stretched = new double[Layout.Size];
        for (var i = 0; i < stretched.Length; i++)
            stretched[i] = encoded[i];
        for (var i = 0; i < trajectory.Length; i++)
            trajectory[i] = (float)((Product(_inverse, i, stretched) * _normalisation.Deviation[Channel(i)]) + _normalisation.Mean[Channel(i)]);
    }

    // Central differences in standardised coordinates; where the quantity is undefined beside a demonstration, the direction counts as flat.
    private static double[] Gradient(PhysicsTask task, Normalisation normalisation, ReadOnlySpan<float> demonstration)
    {
        var moved = demonstration.ToArray();
        var gradient = new double[moved.Length];
        for (var i = 0; i < moved.Length; i++)
        {
            var step = DifferenceStep * normalisation.Deviation[i % normalisation.Mean.Count];
            moved[i] = (float)(demonstration[i] + step);
            var above = task.Quantity.Measure(moved);
            moved[i] = (float)(demonstration[i] - step);
            var slope = (above - task.Quantity.Measure(moved)) / (2 * DifferenceStep * task.Quantity.Range.Width);
            gradient[i] = double.IsFinite(slope) ? slope : 0;
            moved[i] = demonstration[i];
        }

        return gradient;
    }

    // Products are written out: a library's may depend on the number of threads.
    private static void AddOuterProduct(Matrix<double> sum, double[] vector)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            for (var j = 0; j < vector.Length; j++)
                sum[i, j] += vector[i] * vector[j];
        }
    }

    // V diag(roots) Vᵀ, row by row.
    private static double[] Map(Matrix<double> vectors, double[] roots)
    {
        var size = roots.Length;
        var rows = vectors.ToRowMajorArray();
        var scaled = new double[size];
        var map = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < size; k++)
                scaled[k] = rows[(i * size) + k] * roots[k];
            for (var j = 0; j < size; j++)
                map[(i * size) + j] = Product(rows, j, scaled);
        }

        return map;
    }

    private static double Product(double[] matrix, int row, ReadOnlySpan<double> vector)
    {
        var values = matrix.AsSpan(row * vector.Length, vector.Length);
        var sum = 0.0;
        for (var k = 0; k < vector.Length; k++)
            sum += values[k] * vector[k];
        return sum;
    }

    private int Channel(int index) => index % _normalisation.Mean.Count;
}
