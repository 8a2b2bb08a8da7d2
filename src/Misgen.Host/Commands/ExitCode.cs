namespace Misgen.Host.Commands;

/// <summary>Exit codes of every command.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Some jobs failed; the others are finished and kept.</summary>
    public const int SomeFailed = 1;

    /// <summary>Wrong usage or input.</summary>
    public const int WrongInput = 2;

    /// <summary><c>check</c> found a difference.</summary>
    public const int Different = 3;

    /// <summary>Interrupted; finished jobs are kept.</summary>
    public const int Interrupted = 130;
}
