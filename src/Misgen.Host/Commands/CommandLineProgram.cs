using System.CommandLine;
using Misgen.Core.DataFiles;
using Misgen.Core.Plugins;
using Misgen.Core.Store;
using Misgen.Pipeline.Configuration;

namespace Misgen.Host.Commands;

/// <summary>The command line: parses, runs a command, and turns every expected fault into one line and an exit code.</summary>
internal static class CommandLineProgram
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Takes results.</param>
    /// <param name="error">Takes progress and messages.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        using var interrupts = new Interrupts(error);
        var terminal = new Terminal(output, error);
        var root = new RootCommand("Misgen: does what a generative model makes still follow the distribution it was trained on?")
        {
            RunCommand.Create(terminal),
            PredictCommand.Create(terminal),
            MeasureCommand.Create(terminal),
            CheckCommand.Create(terminal),
            ExportCommand.Create(terminal),
            DrawCommand.Create(terminal),
            ListCommand.Create(terminal),
            VerifyCommand.Create(terminal),
            StoreCommand.Create(terminal),
            NewCommand.Create(terminal),
            DoctorCommand.Create(terminal),
            TestCommand.Create(terminal),
        };
        HelpWithExamples.AddTo(root, new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["predict"] = PredictCommand.Examples,
            ["measure"] = MeasureCommand.Examples,
            ["check"] = CheckCommand.Examples,
            ["export"] = ExportCommand.Examples,
            ["draw"] = DrawCommand.Examples,
            ["verify"] = VerifyCommand.Examples,
            ["new plugin"] = NewCommand.Examples,
            ["store ls"] = StoreCommand.ListExamples,
            ["store gc"] = StoreCommand.SweepExamples,
        });
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            terminal.Fault($"{Explain(parsed)} (see misgen-bench {(CommandPath.Of(parsed) is { Length: > 0 } path ? path + " " : "")}--help)");
            return ExitCode.WrongInput;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                interrupts.Token);
        }
        catch (OperationCanceledException) when (interrupts.Token.IsCancellationRequested)
        {
            terminal.Message("interrupted; finished jobs are kept, the same command goes on from here");
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (exception is InvalidInputException or DataFileException or PluginException or StoreException)
        {
            terminal.Fault(exception.Message);
            return ExitCode.WrongInput;
        }
        catch (Exception exception)
        {
            terminal.Fault($"internal error, please report it with what 'misgen-bench doctor' says: {OneLine.Of(exception)}");
            terminal.Message(exception.StackTrace ?? "");
            return ExitCode.SomeFailed;
        }
    }

    // One line. What was not understood says more than what is missing because of it.
    private static string Explain(ParseResult parsed) => parsed.UnmatchedTokens.Count > 0
        ? $"unknown command or option '{parsed.UnmatchedTokens[0]}'"
        : parsed.CommandResult.Command is { Subcommands.Count: > 0 } group
        ? $"say which: {string.Join(", ", group.Subcommands.Select(command => command.Name))}"
        : string.Join(' ', parsed.Errors[0].Message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
}
