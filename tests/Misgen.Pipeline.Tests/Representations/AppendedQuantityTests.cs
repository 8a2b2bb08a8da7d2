using Misgen.Core.Interventions;
using Misgen.Pipeline.Representations;
using Misgen.Plugins;

namespace Misgen.Pipeline.Tests.Representations;

public sealed class AppendedQuantityTests
{
    private static readonly PhysicsTask Task = LinearTask.Create(trajectory => trajectory[0]);
    private static readonly FittedRepresentation Appended = RepresentationCatalog.Fit(Task, RepresentationNames.AppendQuantity, []);

    [Fact]
    public void Encode_Trajectory_HasTheQuantityAtEveryStep() => Encode(1, 2, 3, 4, 5, 6, 7, 8).Should().Equal(1, 2, 2.5f, 3, 4, 2.5f, 5, 6, 2.5f, 7, 8, 2.5f);

    [Fact]
    public void Decode_OfEncode_IsTheSameBits() => Decode(Encode(1, 2, 3, 4, 5, 6, 7, 0.1f)).Should().Equal(1, 2, 3, 4, 5, 6, 7, 0.1f);

    [Fact]
    public void Decode_QuantityThatWasGenerated_IsDropped() =>
        Decode([1, 2, 9, 3, 4, float.MaxValue, 5, 6, -9, 7, 8, 0]).Should().Equal(1, 2, 3, 4, 5, 6, 7, 8);

    [Fact]
    public void Layout_OfTheTaskWithAQuantity_HasItAsLastChannel()
    {
        var layout = RepresentationCatalog.LayoutOf(Task, RepresentationNames.AppendQuantity);

        layout.Channels.Should().Equal(new Channel("x", "m"), new Channel("v", "m/s"), new Channel("momentum", "kg m/s"));
        (layout.Length, layout.Interval, layout.IntervalUnit).Should().Be((4, 0.1, "s"));
        Appended.Layout.Channels.Should().Equal(layout.Channels);
        Appended.Tensors.Should().BeEmpty();
    }

    private static float[] Encode(params float[] trajectory)
    {
        var encoded = new float[Appended.Layout.Size];
        Appended.Encode(trajectory, 2.5, encoded);
        return encoded;
    }

    private static float[] Decode(float[] encoded)
    {
        var trajectory = new float[LinearTask.Size];
        Appended.Decode(encoded, trajectory);
        return trajectory;
    }
}
