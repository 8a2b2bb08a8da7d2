using Misgen.Core.DataFiles;

namespace Misgen.Core.Tests.DataFiles;

/// <summary>A folder for the files of one test, and the arrays that NumPy wrote (DataFiles/NumPy/make.py).</summary>
public sealed class DataFolder : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"misgen-data-{Guid.NewGuid():N}");

    public DataFolder() => Directory.CreateDirectory(_folder);

    /// <summary>Value (i, t, c) is 100 i + 10 t + c + 0.5, shape [3, 5, 2].</summary>
    public static float[] Expected { get; } =
        [.. from i in Enumerable.Range(0, 3) from t in Enumerable.Range(0, 5) from c in Enumerable.Range(0, 2) select (100 * i) + (10 * t) + c + 0.5f];

    public static string NumPy(string file) => Path.Combine(AppContext.BaseDirectory, "DataFiles", "NumPy", file);

    public static TrajectorySet Set(float[] values, int count, int length, params string[] channels) => new(values, count, length, channels);

    public string PathOf(string file) => Path.Combine(_folder, file);

    public string Write(string file, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(file), bytes);
        return PathOf(file);
    }

    public string Write(string file, string text)
    {
        File.WriteAllText(PathOf(file), text);
        return PathOf(file);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
