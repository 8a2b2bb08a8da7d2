namespace Misgen.Pipeline.Configuration;

/// <summary>The user asked for something that cannot be: the message is one line that says what, where and what to do instead.</summary>
public sealed class InvalidInputException : Exception
{
    /// <summary>Makes one with an unspecific message.</summary>
    public InvalidInputException()
        : this("The input is not valid.")
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">One line.</param>
    public InvalidInputException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">One line.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidInputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
