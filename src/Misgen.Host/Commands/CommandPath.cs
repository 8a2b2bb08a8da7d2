using System.CommandLine;
using System.CommandLine.Parsing;

namespace Misgen.Host.Commands;

/// <summary>Which command a command line names: several groups may have one of the same name.</summary>
internal static class CommandPath
{
    /// <summary>The words after the program's name, such as <c>list tasks</c>; empty for the program itself.</summary>
    public static string Of(ParseResult parsed)
    {
        List<string> words = [];
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } result; at = at.Parent)
            words.Insert(0, result.Command.Name);
        return string.Join(' ', words);
    }
}
