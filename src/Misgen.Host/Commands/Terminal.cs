using Spectre.Console;

namespace Misgen.Host.Commands;

/// <summary>Where a command writes: results to one side, messages to the other.</summary>
/// <param name="output">Takes results.</param>
/// <param name="error">Takes progress and messages.</param>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    /// <summary>A console for results: a table on a terminal, plain text elsewhere.</summary>
    public IAnsiConsole Results { get; } = Create(output, System.Console.IsOutputRedirected || output != System.Console.Out);

    /// <summary>A console for live progress; null where messages do not go to a terminal.</summary>
    public IAnsiConsole? Live { get; } =
        System.Console.IsErrorRedirected || error != System.Console.Error ? null : Create(error, redirected: false);

    /// <summary>Writes results as they are.</summary>
    /// <param name="text">Text.</param>
    public void Write(string text) => output.Write(text);

    /// <summary>Writes a line of results.</summary>
    /// <param name="line">A line.</param>
    public void WriteLine(string line = "") => output.WriteLine(line);

    /// <summary>Writes a line for the person in front of it.</summary>
    /// <param name="line">A line.</param>
    public void Message(string line)
    {
        lock (error)
            error.WriteLine(line);
    }

    /// <summary>Writes what went wrong.</summary>
    /// <param name="line">A line.</param>
    public void Fault(string line) => Message($"misgen-bench: {line}");

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
            console.Profile.Width = 160;
        return console;
    }
}
