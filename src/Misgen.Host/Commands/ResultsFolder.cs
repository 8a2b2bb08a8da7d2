using Misgen.Core.Store;
using Misgen.Pipeline.Configuration;

namespace Misgen.Host.Commands;

/// <summary>Where results are written; found out to be writable before hours of work.</summary>
internal sealed class ResultsFolder
{
    private readonly string _folder;

    private ResultsFolder(string folder) => _folder = folder;

    /// <summary>Makes the folder and tries to write in it.</summary>
    /// <exception cref="InvalidInputException">It cannot be written.</exception>
    public static ResultsFolder Prepare(string folder)
    {
        var probe = Path.Combine(folder, $".probe-{Guid.NewGuid():N}");
        Guarded(folder, () =>
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        });
        return new ResultsFolder(folder);
    }

    public string PathOf(string file) => Path.Combine(_folder, file);

    public void Write(string file, byte[] bytes) => Guarded(_folder, () => Durable.Replace(PathOf(file), bytes));

    private static void Guarded(string folder, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"cannot write results to {folder}: {exception.Message.TrimEnd('.')}; choose another folder with --out DIR", exception);
        }
    }
}
