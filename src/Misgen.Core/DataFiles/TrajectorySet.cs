namespace Misgen.Core.DataFiles;

/// <summary>Trajectories of one length. All values are finite.</summary>
/// <param name="Values"><c>[count, length, channels]</c>, row-major.</param>
/// <param name="Count">Number of trajectories.</param>
/// <param name="Length">Steps of each.</param>
/// <param name="Channels">Names of the channels; <c>0</c>, <c>1</c>, … where the file has none.</param>
public sealed record TrajectorySet(float[] Values, int Count, int Length, IReadOnlyList<string> Channels)
{
    /// <summary>Number of values of one trajectory, <c>length × channels</c>.</summary>
    public int Size => Length * Channels.Count;

    /// <summary>The shape in words, such as <c>[4000, 64, 2]</c>.</summary>
    public string Shape => $"[{Count}, {Length}, {Channels.Count}]";

    /// <summary>One trajectory, <c>[length, channels]</c>.</summary>
    /// <param name="index">Which.</param>
    public ReadOnlySpan<float> Trajectory(int index) => Values.AsSpan(index * Size, Size);

    /// <summary>The same trajectories with some of their channels.</summary>
    /// <param name="channels">Indices of the channels, in the wanted order.</param>
    public TrajectorySet Select(IReadOnlyList<int> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        if (channels.SequenceEqual(Enumerable.Range(0, Channels.Count)))
            return this;
        var selected = new float[Count * Length * channels.Count];
        for (var row = 0; row < Count * Length; row++)
        {
            for (var k = 0; k < channels.Count; k++)
                selected[(row * channels.Count) + k] = Values[(row * Channels.Count) + channels[k]];
        }

        return new TrajectorySet(selected, Count, Length, [.. channels.Select(channel => Channels[channel])]);
    }
}
