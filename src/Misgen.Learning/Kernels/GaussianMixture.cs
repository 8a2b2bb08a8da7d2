using Misgen.Plugins;

namespace Misgen.Learning.Kernels;

/// <summary>
/// A mixture of Gaussians with full covariances, fitted by k-means and then expectation maximisation (Bishop, "Pattern recognition and
/// machine learning", 2006, section 9.2).
/// </summary>
/// <param name="Weights">Mixing weights, <c>[components]</c>.</param>
/// <param name="Means"><c>[components, dimensions]</c>.</param>
/// <param name="Covariances"><c>[components, dimensions, dimensions]</c>.</param>
internal sealed record GaussianMixture(double[] Weights, Tensor Means, Tensor Covariances)
{
    /// <summary>Added to the diagonal of every covariance.</summary>
    public const double Regularisation = 3e-4;

    private const int LloydSteps = 8;
    private const int EmSteps = 6;

    // Points that belong to a component by less do not move it: responsibilities are nearly hard in many dimensions.
    private const float LeastResponsibility = 1e-3f;

    // A density below e to minus this of another's is a responsibility of 0 in single precision, with a margin for rounding.
    private const double Negligible = 40;

    // With fewer, it is quicker to compute every density than to find out which are needed.
    private const int ManyDimensions = 96;

    // A literal 0 would be taken for a type.
    private static readonly long[] Rows = [0];

    public int Components => Weights.Length;

    public long Dimensions => Means.shape[1];

    /// <summary>Fits a mixture.</summary>
    /// <param name="points"><c>[count, dimensions]</c>.</param>
    /// <param name="components">Number of components.</param>
    /// <param name="random">Chooses the first centres.</param>
    /// <param name="check">Called between steps; throws to stop.</param>
    public static GaussianMixture Fit(Tensor points, int components, RandomStream random, Action check)
    {
        using var scope = NewDisposeScope();
        var squares = (points * points).sum(1);
        var centres = FirstCentres(points, squares, components, random);
        for (var step = 0; step < LloydSteps; step++)
        {
            check();
            using var stepScope = NewDisposeScope();
            var members = Nearest(points, centres);
            var counts = members.sum(Rows).clamp(1e-9);
            var moved = members.t().matmul(points) / counts.unsqueeze(1);
            // An empty cluster keeps its centre.
            var empty = (members.sum(Rows) < 0.5).unsqueeze(1).to_type(float32);
            centres = (moved * (1 - empty) + centres * empty).MoveToOuterDisposeScope();
        }

        var shares = Nearest(points, centres);
        var mixture = Maximise(points, shares);
        for (var step = 0; step < EmSteps; step++)
        {
            check();
            using var stepScope = NewDisposeScope();
            var next = mixture.Responsibilities(points, shares.argmax(1)).MoveToOuterDisposeScope();
            foreach (var former in (Tensor[])[mixture.Means, mixture.Covariances, shares])
                former.Dispose();
            shares = next;
            mixture = Maximise(points, shares);
            mixture.Means.MoveToOuterDisposeScope();
            mixture.Covariances.MoveToOuterDisposeScope();
        }

        mixture.Means.MoveToOuterDisposeScope();
        mixture.Covariances.MoveToOuterDisposeScope();
        return mixture;
    }

    /// <summary>How much each point belongs to each component, <c>[count, components]</c>.</summary>
    /// <param name="points"><c>[count, dimensions]</c>.</param>
    /// <param name="likely">A likely component of each point, <c>[count]</c>: what is far less likely need not be computed.</param>
    public Tensor Responsibilities(Tensor points, Tensor likely)
    {
        using var scope = NewDisposeScope();
        // With S = L Lᵀ the distance is |L⁻¹ (x − μ)|², and log |S| twice the sum of the
        // logarithms of L's diagonal.
        var lower = linalg.cholesky(Covariances);
        var identity = eye(Dimensions).unsqueeze(0).expand(Components, Dimensions, Dimensions);
        var determinants = (lower * eye(Dimensions) + (1 - eye(Dimensions))).log().sum(new long[] { 1, 2 }).data<float>().ToArray();
        var whiten = linalg.solve_triangular(lower, identity, false).transpose(1, 2).contiguous();
        var least = Dimensions < ManyDimensions ? null : Least();
        List<Tensor> logarithms = [];
        for (var k = 0; k < Components; k++)
        {
            using var componentScope = NewDisposeScope();
            logarithms.Add((least is null ? Logarithm(points, k, Dimensions) : WhereLikely(k, least)).MoveToOuterDisposeScope());
        }

        return stack(logarithms.ToArray(), 1).softmax(1).MoveToOuterDisposeScope();

        Tensor Least()
        {
            var found = zeros([points.shape[0]], float32);
            for (var k = 0; k < Components; k++)
            {
                using var componentScope = NewDisposeScope();
                var rows = likely.eq(k).nonzero().view(-1);
                if (rows.shape[0] > 0)
                    found.index_put_(Logarithm(points.index_select(0, rows), k, Dimensions) - Negligible, rows);
            }

            return found;
        }

        // L is triangular: the first dimensions alone have a part of the distance, and rule most components out.
        Tensor WhereLikely(int k, Tensor atLeast)
        {
            var all = full([points.shape[0]], float.NegativeInfinity, float32);
            var rows = (Logarithm(points, k, Dimensions / 4) > atLeast).nonzero().view(-1);
            return rows.shape[0] == 0 ? all : all.index_put_(Logarithm(points.index_select(0, rows), k, Dimensions), rows);
        }

        // The logarithm of the weighted density, or with fewer dimensions a bound from above.
        Tensor Logarithm(Tensor x, int k, long dimensions)
        {
            var white = (x.narrow(1, 0, dimensions) - Means[k].narrow(0, 0, dimensions))
                .matmul(whiten[k].narrow(0, 0, dimensions).narrow(1, 0, dimensions));
            return white.square().sum(1) * -0.5 + (Math.Log(Weights[k]) - determinants[k]);
        }
    }

    private static GaussianMixture Maximise(Tensor points, Tensor responsibilities)
    {
        var components = (int)responsibilities.shape[1];
        var (count, dimensions) = (points.shape[0], points.shape[1]);
        var masses = responsibilities.sum(Rows).data<float>().ToArray();
        List<Tensor> means = [], covariances = [];
        var ridge = eye(dimensions) * Regularisation;
        for (var k = 0; k < components; k++)
        {
            using var scope = NewDisposeScope();
            var all = responsibilities.select(1, k);
            var rows = (all > LeastResponsibility).nonzero().view(-1);
            if (rows.shape[0] == 0)
                rows = all.argmax().view(1);
            var (mine, share) = (points.index_select(0, rows), all.index_select(0, rows).unsqueeze(1).clamp(1e-12));
            share = share / share.sum();
            var mean = (mine * share).sum(Rows);
            var centred = mine - mean;
            means.Add(mean.MoveToOuterDisposeScope());
            covariances.Add(((centred * share).t().matmul(centred) + ridge).MoveToOuterDisposeScope());
        }

        double[] weights = [.. masses.Select(mass => Math.Max(mass / (double)count, 1e-9))];
        return new GaussianMixture(weights, stack(means.ToArray(), 0), stack(covariances.ToArray(), 0));
    }

    // k-means++ (Arthur, Vassilvitskii, SODA 2007): each next centre is a point, drawn by its squared distance to the nearest so far.
    private static Tensor FirstCentres(Tensor points, Tensor squares, int components, RandomStream random)
    {
        var count = (int)points.shape[0];
        List<long> chosen = [random.NextInt32(count)];
        var nearest = new double[count];
        Array.Fill(nearest, double.PositiveInfinity);
        while (true)
        {
            using var scope = NewDisposeScope();
            var centre = points.select(0, chosen[^1]);
            var distance = (squares - points.mv(centre) * 2 + (centre * centre).sum()).data<float>().ToArray();
            for (var i = 0; i < count; i++)
                nearest[i] = Math.Min(nearest[i], Math.Max(0, distance[i]));
            if (chosen.Count == components)
                break;
            var left = nearest.Sum() * random.NextDouble();
            var next = 0;
            while (next < count - 1 && (left -= nearest[next]) > 0)
                next++;
            chosen.Add(next);
        }

        return points.index_select(0, tensor(chosen.ToArray(), int64));
    }

    // [count, components]: 1 at the nearest centre.
    private static Tensor Nearest(Tensor points, Tensor centres)
    {
        using var scope = NewDisposeScope();
        var distance = (centres * centres).sum(1).unsqueeze(0) - points.matmul(centres.t()) * 2;
        return nn.functional.one_hot(distance.argmin(1), centres.shape[0]).to_type(float32).MoveToOuterDisposeScope();
    }
}
