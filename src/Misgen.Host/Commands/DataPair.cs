using Misgen.Core.DataFiles;
using Misgen.Pipeline.Configuration;

namespace Misgen.Host.Commands;

/// <summary>Demonstrations and samples of one shape.</summary>
internal sealed record DataPair(string DemonstrationsFile, TrajectorySet Demonstrations, string SamplesFile, TrajectorySet Samples)
{
    /// <summary>The one of the two that names its channels; null where none does.</summary>
    public TrajectorySet? Named => IsNamed(Demonstrations) ? Demonstrations : IsNamed(Samples) ? Samples : null;

    /// <summary>What the sentence of the drift is about.</summary>
    public string Subject => Path.GetFileName(SamplesFile);

    /// <summary>Reads both files.</summary>
    /// <exception cref="DataFileException">One cannot be read.</exception>
    /// <exception cref="InvalidInputException">They differ in length or channels.</exception>
    public static DataPair Read(string demonstrationsFile, string samplesFile)
    {
        var (demonstrations, samples) = (TrajectoryFile.Read(demonstrationsFile), TrajectoryFile.Read(samplesFile));
        if (demonstrations.Length != samples.Length || demonstrations.Channels.Count != samples.Channels.Count)
            throw new InvalidInputException($"{demonstrationsFile} has the shape {demonstrations.Shape}, {samplesFile} has {samples.Shape}: lengths and channels must be equal");
        if (IsNamed(demonstrations) && IsNamed(samples) && !demonstrations.Channels.SequenceEqual(samples.Channels))
            throw new InvalidInputException($"{demonstrationsFile} has the channels {string.Join(", ", demonstrations.Channels)}, {samplesFile} has {string.Join(", ", samples.Channels)}: names and order must be equal");
        return new DataPair(demonstrationsFile, demonstrations, samplesFile, samples);
    }

    private static bool IsNamed(TrajectorySet set) => set.Channels.Index().Any(channel => channel.Item != $"{channel.Index}");
}
