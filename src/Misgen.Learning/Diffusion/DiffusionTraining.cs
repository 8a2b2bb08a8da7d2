using Misgen.Learning.Models;
using Misgen.Plugins;

namespace Misgen.Learning.Diffusion;

/// <summary>How a diffusion model is trained.</summary>
/// <param name="Steps">Optimizer steps.</param>
/// <param name="Batch">Trajectories per step, drawn with replacement.</param>
/// <param name="LearningRate">Largest learning rate: reached after 100 warm-up steps, then a cosine to 2 % of it.</param>
public sealed record TrainingOptions(int Steps, int Batch, double LearningRate);

/// <summary>What training needs beside its options.</summary>
/// <param name="Trajectories"><c>[count, channels, length]</c>, normalised.</param>
/// <param name="Conditions"><c>[count, features]</c>, or null.</param>
/// <param name="Count">Number of trajectories.</param>
/// <param name="Weights">How often each is drawn, relative to the others, <c>[count]</c>; null for equally often.</param>
public sealed record TrainingSet(float[] Trajectories, float[]? Conditions, int Count, double[]? Weights = null);

/// <summary>What training leaves.</summary>
/// <param name="Average">The moving average of the parameters, <c>[count]</c>: what is sampled with.</param>
/// <param name="Losses">The mean loss of each hundredth of the training.</param>
public sealed record TrainedDenoiser(float[] Average, double[] Losses);

/// <summary>
/// Trains a denoiser: v-prediction with unweighted squared error, <c>t ~ U(.001, .999)</c> (method, section 3). Data order comes from
/// the counter-based stream, noise from one explicit torch generator: the same seed gives the same bits.
/// </summary>
public static class DiffusionTraining
{
    private const int WarmUpSteps = 100;
    private const double FinalShare = 0.02;
    private const double MaximumDecay = 0.995;
    private const double FirstTime = 0.001;
    private const double LastTime = 0.999;
    private const int LossPoints = 100;

    /// <summary>Trains.</summary>
    /// <param name="denoiser">The network.</param>
    /// <param name="shape">What it was made for.</param>
    /// <param name="set">The demonstrations.</param>
    /// <param name="options">Steps, batch, learning rate.</param>
    /// <param name="seed">The trial's seed.</param>
    /// <param name="device">Where to compute.</param>
    /// <param name="report">Takes the finished share.</param>
    /// <param name="cancellation">Stops it between two steps.</param>
    /// <exception cref="InvalidOperationException">The loss is not finite.</exception>
    public static TrainedDenoiser Run(
        Denoiser denoiser, DenoiserShape shape, TrainingSet set, TrainingOptions options, ulong seed, Device device,
        Action<double> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(denoiser);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(report);
        using var scope = NewDisposeScope();
        using var generator = new Generator(new RandomStream(seed, "training-noise").NextUInt64() >> 1, device);
        var order = new DataOrder(new RandomStream(seed, "data-order"), set.Count, set.Weights);
        var data = tensor(set.Trajectories, [set.Count, shape.Channels, shape.Length], float32, device);
        var conditions = set.Conditions is null ? null : tensor(set.Conditions, [set.Count, shape.ConditionFeatures], float32, device);
        var parameters = tensor(denoiser.Layout.Initialise(seed), float32, device).requires_grad_();
        using var adam = new Adam(parameters);
        var losses = new LossCurve(options.Steps, LossPoints, device);

        for (var step = 0; step < options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var stepScope = NewDisposeScope();
            var rows = tensor(order.Draw(options.Batch), int64, device);
            var batch = data.index_select(0, rows);
            var time = rand([options.Batch], float32, device, false, generator) * (LastTime - FirstTime) + FirstTime;
            var noise = randn([options.Batch, shape.Channels, shape.Length], float32, device, false, generator);
            var angle = (time * (Math.PI / 2)).view(-1, 1, 1);
            var (alpha, sigma) = (angle.cos(), angle.sin());

            var predicted = denoiser.Velocity(
                denoiser.Layout.Bind(parameters), alpha * batch + sigma * noise, time, conditions?.index_select(0, rows));
            var loss = (predicted - (alpha * noise - sigma * batch)).square().mean();
            loss.backward();
            adam.Step(LearningRate(step, options), AverageDecay(step));
            losses.Add(step, loss);
            report((step + 1.0) / options.Steps);
        }

        return new TrainedDenoiser(adam.Average.cpu().data<float>().ToArray(), losses.Values());
    }

    // Linear warm-up, then half a cosine from the full rate down to 2 % of it.
    internal static double LearningRate(int step, TrainingOptions options)
    {
        if (step < WarmUpSteps)
            return options.LearningRate * (step + 1) / WarmUpSteps;
        var progress = (double)(step - WarmUpSteps) / Math.Max(1, options.Steps - WarmUpSteps);
        return options.LearningRate * (FinalShare + ((1 - FinalShare) * 0.5 * (1 + Math.Cos(Math.PI * progress))));
    }

    internal static double AverageDecay(int step) => Math.Min(MaximumDecay, (step + 1.0) / (step + 10.0));

    /// <summary>Sums losses where they are computed and fetches each mean once, so that a GPU is not waited for at every step.</summary>
    private sealed class LossCurve
    {
        private readonly int _steps;
        private readonly double[] _means;
        private readonly int[] _counts;
        private readonly Tensor _sum;
        private int _point;

        public LossCurve(int steps, int points, Device device)
        {
            _steps = steps;
            _means = new double[Math.Min(points, steps)];
            _counts = new int[_means.Length];
            _sum = zeros([1], float64, device);
        }

        public void Add(int step, Tensor loss)
        {
            var point = (int)((long)step * _means.Length / _steps);
            if (point != _point)
                Fetch(point);
            _sum.add_(loss.detach().to_type(float64));
            _counts[point]++;
        }

        public double[] Values()
        {
            Fetch(_point);
            return _means;
        }

        private void Fetch(int next)
        {
            _means[_point] = _sum.cpu().data<double>()[0] / _counts[_point];
            if (!double.IsFinite(_means[_point]))
                throw new InvalidOperationException($"The training loss became {_means[_point]}: a smaller learning rate may help.");
            _sum.zero_();
            _point = next;
        }
    }
}
