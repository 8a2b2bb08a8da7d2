namespace Misgen.Core.Plugins;

/// <summary>An exception in one line.</summary>
public static class OneLine
{
    /// <summary>The type and the first line of the message.</summary>
    /// <param name="exception">Any exception.</param>
    public static string Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return $"{exception.GetType().Name}: {FirstLine(exception.Message)}";
    }

    /// <summary>The first line of a text.</summary>
    /// <param name="text">Any text.</param>
    public static string FirstLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end];
    }
}
