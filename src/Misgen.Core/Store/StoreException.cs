namespace Misgen.Core.Store;

/// <summary>The store cannot be read or written: no job of the run can do better, so the run stops.</summary>
public sealed class StoreException : Exception
{
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;
    private const int ReadOnlyFileSystem = 30;

    /// <summary>Makes one with an unspecific message.</summary>
    public StoreException()
        : this("The artifact store failed.")
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">One line: what, where, what to do.</param>
    public StoreException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">One line: what, where, what to do.</param>
    /// <param name="innerException">The cause.</param>
    public StoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Runs an operation on the store and turns the file system's refusals into one clear line.</summary>
    internal static void Guard(string path, Action operation)
    {
        try
        {
            operation();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(Describe(path, exception), exception);
        }
    }

    private static string Describe(string path, Exception exception) => (exception.HResult & 0xFFFF) switch
    {
        NoSpaceLeft or QuotaExceeded => $"no space left for the artifact store at {path}: free some and run the same command again; finished jobs are kept",
        ReadOnlyFileSystem => $"the artifact store at {path} is on a read-only file system: choose another with --store DIR",
        _ when exception is UnauthorizedAccessException =>
            $"no permission to write the artifact store at {path}: choose another with --store DIR",
        _ => $"the artifact store at {path} failed: {exception.Message}",
    };
}
