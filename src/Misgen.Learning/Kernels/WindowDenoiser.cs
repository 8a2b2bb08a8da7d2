namespace Misgen.Learning.Kernels;

/// <summary>
/// The posterior mean of some values, given noisy values of a window, under a Gaussian mixture of windows:
/// <c>Σ_k r_k [μ_k + Σ_k (Σ_k + s² I)⁻¹ (y − μ_k)]</c> with <c>r_k ∝ π_k N(y; μ_k, Σ_k + s² I)</c>. At a border the window is shorter:
/// the mixture's marginal.
/// </summary>
internal sealed class WindowDenoiser : IDisposable
{
    // Directions whose variance, noise included, exceeds a component's least by less than this share are taken for equal.
    private const double LeastShare = 1e-3;

    // Whitened values of a chunk: few enough for a core's second-level cache.
    private const long ChunkValues = 300_000;

    private readonly double[] _weights;
    private readonly Tensor _means;
    private readonly Tensor _vectors;
    private readonly Tensor _values;
    private readonly long[] _outputs;
    private Level? _level;

    /// <summary>Prepares a window.</summary>
    /// <param name="mixture">The mixture of whole windows.</param>
    /// <param name="inputs">The mixture's dimensions that the window has.</param>
    /// <param name="outputs">Which of <paramref name="inputs"/>, by place, are wanted.</param>
    public WindowDenoiser(GaussianMixture mixture, long[] inputs, long[] outputs)
    {
        using var scope = NewDisposeScope();
        var chosen = tensor(inputs, int64);
        _weights = mixture.Weights;
        _outputs = outputs;
        _means = mixture.Means.index_select(1, chosen).contiguous().DetachFromDisposeScope();
        var covariances = mixture.Covariances.index_select(1, chosen).index_select(2, chosen).to_type(float64);
        var (values, vectors) = linalg.eigh(covariances);
        // Largest first.
        _values = values.flip(1).clamp(0).contiguous().DetachFromDisposeScope();
        _vectors = vectors.flip(2).contiguous().DetachFromDisposeScope();
    }

    public int Inputs => (int)_values.shape[1];

    /// <summary>Multiply-adds of one window at a noise level.</summary>
    /// <param name="s">Noise relative to the signal, σ/α.</param>
    public double MultiplyAdds(double s) => (double)_weights.Length * (Inputs + (Kept(s) * (Inputs + _outputs.Length + 2.0)));

    /// <summary>The posterior means.</summary>
    /// <param name="y">Noisy windows <c>x_t/α</c>, <c>[count, inputs]</c>.</param>
    /// <param name="s">Noise relative to the signal, σ/α.</param>
    /// <returns><c>[count, outputs]</c>.</returns>
    public Tensor Mean(Tensor y, double s)
    {
        if (_level is null || _level.S != s)
        {
            _level?.Dispose();
            _level = Prepare(s);
        }

        var count = y.shape[0];
        var chunk = Math.Max(16, ChunkValues / (_weights.Length * Math.Max(_level.Kept, 1)));
        List<Tensor> parts = [];
        for (long start = 0; start < count; start += chunk)
        {
            using var scope = NewDisposeScope();
            parts.Add(Chunk(y.narrow(0, start, Math.Min(chunk, count - start)), _level).MoveToOuterDisposeScope());
        }

        var all = cat(parts.ToArray(), 0);
        foreach (var part in parts)
            part.Dispose();
        return all;
    }

    public void Dispose()
    {
        _level?.Dispose();
        _means.Dispose();
        _vectors.Dispose();
        _values.Dispose();
    }

    private int Kept(double s)
    {
        using var scope = NewDisposeScope();
        var least = _values.narrow(1, Inputs - 1, 1);
        var excess = ((_values - least) / (least + (s * s))).max(0).values.data<double>();
        return Math.Clamp(excess.Count(share => share > LeastShare), 1, Math.Max(1, Inputs - 1));
    }

    private Tensor Chunk(Tensor y, Level level)
    {
        var (rows, components) = (y.shape[0], _weights.Length);
        // z = Uᵀ (y − μ), for every component and kept direction, scaled by what the quadratic form takes of it.
        var z = addmm(level.Offset, y, level.Project, 1, 1).view(rows, components, level.Kept);
        var distance = addmm(level.SquaredMeans, y, level.TwiceMeans, 1, -1) + (y * y).sum(1).unsqueeze(1);
        var logarithm = distance * level.Scale + (z * z).sum(2) * 0.5 + level.Constant;
        var share = logarithm.softmax(1);
        var weighted = z.mul_(share.unsqueeze(2)).view(rows, components * level.Kept);
        var own = y.index_select(1, level.Outputs) * share.matmul(level.Own) + share.matmul(level.OutputMeans);
        return addmm(own, weighted, level.Gain, 1, 1);
    }

    // With S = Σ + s² I, eigenvectors u_j and eigenvalues λ_j of Σ: y' S⁻¹ y = |y|²/b − Σ_j (u_jᵀ y)² (1/b − 1/(λ_j + s²)) for any b. Here
    // b is the mean of λ_j + s² over the directions that are not kept: those add nothing to the sum. The ridge of the mixture bounds b
    // from below, so that little noise neither makes large terms that cancel nor keeps more directions.
    private Level Prepare(double s)
    {
        using var scope = NewDisposeScope();
        var (kept, noise) = (Kept(s), s * s);
        var (components, inputs) = (_weights.Length, Inputs);
        var values = _values.narrow(1, 0, kept);
        var vectors = _vectors.narrow(2, 0, kept);
        var rest = kept < inputs ? _values.narrow(1, kept, inputs - kept).mean(new long[] { 1 }) : _values.select(1, kept - 1);
        var common = (rest + noise).unsqueeze(1);
        var taken = (1 / common - 1 / (values + noise)).clamp(0).sqrt();
        var project = vectors * taken.unsqueeze(1);
        var offset = project.transpose(1, 2).bmm(_means.to_type(float64).unsqueeze(2)).squeeze(2) * -1;
        // x̂ = y − s² S⁻¹ (y − μ) = y − s²/b (y − μ) + s² Σ_j u_j (1/b − 1/(λ_j + s²)) u_jᵀ (y − μ).
        var outputs = tensor(_outputs, int64);
        var back = project.index_select(1, outputs) * noise;
        var own = rest.unsqueeze(1) / common;
        var determinant = (_values + noise).log().sum(1) * -0.5;
        var constant = determinant + tensor(_weights.Select(weight => Math.Log(weight)).ToArray(), float64);
        return new Level(s, kept)
        {
            Project = Single(project.permute(1, 0, 2).reshape(inputs, components * kept)),
            Offset = Single(offset.reshape(1, components * kept)),
            Gain = Single(back.permute(0, 2, 1).reshape(components * kept, _outputs.Length)),
            Outputs = outputs.DetachFromDisposeScope(),
            Own = Single(own),
            OutputMeans = Single(_means.index_select(1, outputs) * (1 - own)),
            TwiceMeans = Single(_means.t() * 2),
            SquaredMeans = Single((_means * _means).sum(1).unsqueeze(0)),
            Scale = Single((1 / common).t() * -0.5),
            Constant = Single((constant - constant.max()).unsqueeze(0)),
        };
    }

    private static Tensor Single(Tensor x) => x.to_type(float32).contiguous().DetachFromDisposeScope();

    private sealed class Level(double s, int kept) : IDisposable
    {
        public double S => s;

        public int Kept => kept;

        public required Tensor Project { get; init; }

        public required Tensor Offset { get; init; }

        public required Tensor Gain { get; init; }

        public required Tensor Outputs { get; init; }

        public required Tensor Own { get; init; }

        public required Tensor OutputMeans { get; init; }

        public required Tensor TwiceMeans { get; init; }

        public required Tensor SquaredMeans { get; init; }

        public required Tensor Scale { get; init; }

        public required Tensor Constant { get; init; }

        public void Dispose()
        {
            foreach (var one in (Tensor[])[Project, Offset, Gain, Outputs, Own, OutputMeans, TwiceMeans, SquaredMeans, Scale, Constant])
                one.Dispose();
        }
    }
}
