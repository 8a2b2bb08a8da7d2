using Misgen.Core.DataFiles;
using Misgen.Plugins;

namespace Misgen.Host.Tests.Commands;

/// <summary>Files of trajectories whose quantities are known.</summary>
public sealed class DataFiles : IDisposable
{
    public DataFiles() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"misgen-files-{Guid.NewGuid():N}");

    public string PathOf(string file) => Path.Combine(Folder, file);

    public string Write(string file, int count, int length, string[] channels, Func<int, int, int, double> value)
    {
        float[] values = [.. from i in Enumerable.Range(0, count) from t in Enumerable.Range(0, length) from c in Enumerable.Range(0, channels.Length) select (float)value(i, t, c)];
        TrajectoryFile.Write(PathOf(file), new TrajectorySet(values, count, length, channels));
        return PathOf(file);
    }

    /// <summary>
    /// Straight lines <c>[count, 3, 2]</c> along the first channel, with lengths uniform on [0, 2 × <paramref name="scale"/>]; the second
    /// channel is the trajectory's number.
    /// </summary>
    public string Lines(string file, int count, ulong seed, double scale = 1)
    {
        var random = new RandomStream(seed, "lines");
        double[] lengths = [.. Enumerable.Range(0, count).Select(_ => 2 * scale * random.NextDouble())];
        return Write(file, count, 3, ["x", "y"], (i, t, c) => c == 0 ? lengths[i] * t / 2 : i);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
