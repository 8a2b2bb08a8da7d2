using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Misgen.Host.Commands;

/// <summary><c>--help</c>, with examples after the options of the commands that have some.</summary>
/// <param name="help">The help without examples.</param>
/// <param name="examples">Examples by <see cref="CommandPath"/>.</param>
internal sealed class HelpWithExamples(SynchronousCommandLineAction help, IReadOnlyDictionary<string, string[]> examples) : SynchronousCommandLineAction
{
    /// <summary>Adds examples to the help of a program.</summary>
    /// <param name="root">Its root.</param>
    /// <param name="examples">Examples by <see cref="CommandPath"/>.</param>
    public static void AddTo(RootCommand root, IReadOnlyDictionary<string, string[]> examples)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((SynchronousCommandLineAction)option.Action!, examples);
    }

    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        var exit = help.Invoke(parseResult);
        if (examples.TryGetValue(CommandPath.Of(parseResult), out var lines))
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in lines)
                output.WriteLine($"  {line}");
            output.WriteLine();
        }

        return exit;
    }
}
