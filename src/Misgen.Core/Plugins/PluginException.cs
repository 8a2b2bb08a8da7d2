namespace Misgen.Core.Plugins;

/// <summary>A plugin did something that its contract does not allow; the message names it.</summary>
public sealed class PluginException : Exception
{
    /// <summary>Makes one with an unspecific message.</summary>
    public PluginException()
        : this("A plugin failed.")
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">One line that names the plugin.</param>
    public PluginException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">One line that names the plugin.</param>
    /// <param name="innerException">The cause.</param>
    public PluginException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
