using System.Runtime.InteropServices;

namespace Misgen.Host.Commands;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks the run to stop between two steps; the second ends the process at once (the store stays
/// whole either way).
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly TextWriter _error;

    public Interrupts(TextWriter error)
    {
        _error = error;
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested)
            System.Environment.Exit(ExitCode.Interrupted);
        context.Cancel = true;
        _error.WriteLine("stopping after the current step (again: at once)");
        _source.Cancel();
    }
}
