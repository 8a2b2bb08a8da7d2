namespace Misgen.Core.DataFiles;

/// <summary>A data file cannot be read or written: the message is one line that names the file and says what is wrong with it.</summary>
public sealed class DataFileException : Exception
{
    /// <summary>Makes one with an unspecific message.</summary>
    public DataFileException()
        : this("A data file cannot be used.")
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">One line.</param>
    public DataFileException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">One line.</param>
    /// <param name="innerException">The cause.</param>
    public DataFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
