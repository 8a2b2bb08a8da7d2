using Misgen.Core.Interventions;
using Misgen.Core.Interventions.Combined;
using Misgen.Core.Interventions.Interface;
using Misgen.Plugins;

namespace Misgen.Core.Tests.Interventions;

public sealed class RepresentationsTests
{
    private static readonly QuantityRange Range = new(0, 1);

    [Theory]
    [InlineData("none", "none")]
    [InlineData("reweight", "none")]
    [InlineData("kernel-reweight", "none")]
    [InlineData("condition", "none")]
    [InlineData("append-quantity", "append-quantity")]
    [InlineData("stretch", "stretch-0.1 stretch-1")]
    [InlineData("coordinates", "coordinates")]
    [InlineData("kernel-coordinates", "none append-quantity stretch-0.1 stretch-1 coordinates polar")]
    [InlineData("condition+coordinates", "coordinates")]
    public void Representations_TaskWithCoordinatesAndAnother_AreThoseOfTheMethod(string id, string names) =>
        InterventionRegistry.Find(id)!.Representations(TaskWith("coordinates", "polar")).Should().Equal(names.Split(' '));

    // An intervention without any does not apply. Of another name than coordinates, a task's own are for kernel-coordinates alone.
    [Theory]
    [InlineData("none", "none")]
    [InlineData("append-quantity", "append-quantity")]
    [InlineData("stretch", "stretch-0.1 stretch-1")]
    [InlineData("coordinates", "")]
    [InlineData("kernel-coordinates", "none append-quantity stretch-0.1 stretch-1 polar")]
    [InlineData("condition+coordinates", "")]
    public void Representations_TaskWithoutCoordinates_AreThoseThatItHas(string id, string names) =>
        InterventionRegistry.Find(id)!.Representations(TaskWith("polar")).Should().Equal(names.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData(0)]
    [InlineData(0.37)]
    [InlineData(1)]
    public void ConditionAndCoordinates_Features_AreThoseOfCondition(double q)
    {
        var (condition, both) = (new Condition(), new ConditionAndCoordinates());
        var (expected, features) = (new float[condition.ConditionFeatures], new float[both.ConditionFeatures]);

        condition.EncodeCondition(q, Range, expected);
        both.EncodeCondition(q, Range, features);

        features.Should().Equal(expected);
    }

    private static PhysicsTask TaskWith(params string[] representations) => new()
    {
        Id = "test/task",
        Description = "a test",
        Simulator = new Still(),
        Quantity = new Quantity("first value", "1", Range, trajectory => trajectory[0]),
        Curator = new SteeredCurator(new UniformTarget(Range)),
        Defects = [new Defect("none", "1", 1, _ => 0)],
        Representations = [.. representations.Select(name => new Unchanged(name))],
    };

    private sealed class Still : ISimulator
    {
        public TrajectoryLayout Layout { get; } = new(4, [new Channel("x")]);

        public void Simulate(RandomStream random, double wanted, Span<float> trajectory) => trajectory.Fill((float)wanted);
    }

    private sealed class Unchanged(string name) : IRepresentation
    {
        public string Name => name;

        public TrajectoryLayout Layout { get; } = new(4, [new Channel("x")]);

        public void Encode(ReadOnlySpan<float> trajectory, Span<float> encoded) => trajectory.CopyTo(encoded);

        public void Decode(ReadOnlySpan<float> encoded, Span<float> trajectory) => encoded.CopyTo(trajectory);
    }
}
