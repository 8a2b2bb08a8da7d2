using Misgen.Plugins;

namespace Misgen.Pipeline.Tests.Representations;

/// <summary>A task of 4 steps and 2 channels of quite different size, whose quantity the test gives.</summary>
internal sealed class LinearTask : ISimulator
{
    public const int Size = 8;
    private static readonly QuantityRange Range = new(0, 3);

    public TrajectoryLayout Layout { get; } = new(4, [new Channel("x", "m"), new Channel("v", "m/s")], 0.1, "s");

    public static PhysicsTask Create(TrajectoryMeasure measure) => new()
    {
        Id = "test/linear",
        Description = "a test",
        Simulator = new LinearTask(),
        Quantity = new Quantity("momentum", "kg m/s", Range, measure),
        Curator = new SteeredCurator(new UniformTarget(Range)),
        Defects = [new Defect("none", "1", 1, _ => 0)],
    };

    /// <summary>Trajectories whose values are independent: x around 5 with deviation 2, v around −1 with deviation 0.1.</summary>
    public static float[] Demonstrations(int count)
    {
        var random = new RandomStream(1, "linear");
        return [.. Enumerable.Range(0, count * Size).Select(i => (float)(i % 2 == 0 ? 5 + (2 * random.NextNormal()) : -1 + (0.1 * random.NextNormal())))];
    }

    public void Simulate(RandomStream random, double wanted, Span<float> trajectory) => throw new NotSupportedException();
}
