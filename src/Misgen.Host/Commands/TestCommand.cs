using System.CommandLine;

namespace Misgen.Host.Commands;

/// <summary>
/// <c>test</c>: the test suite. The entry script runs it before this program starts, because the tests are built from the sources;
/// reached here, the program was started without the script.
/// </summary>
internal static class TestCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("test", "Run the test suite (in a source checkout)") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(_ =>
        {
            terminal.Fault("the test suite is run by the misgen-bench script of a source checkout: ./misgen-bench test");
            return ExitCode.WrongInput;
        });
        return command;
    }
}
