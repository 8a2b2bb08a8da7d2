using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Misgen.Host.Commands;

namespace Misgen.Host.Tests.Commands;

/// <summary>The program as a process: killed, interrupted, and started again.</summary>
public sealed partial class ProcessTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public ProcessTests()
    {
        // Long enough that a signal arrives in the middle of a training.
        File.WriteAllText(_cli.Benchmarks, File.ReadAllText(_cli.Benchmarks).Replace("\"steps\": 6", "\"steps\": 400", StringComparison.Ordinal));
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Run_Killed_ASecondRunRedoesOnlyWhatWasInFlight()
    {
        using (var first = Start())
        {
            await FirstTraining(first);
            first.Kill();
            await first.WaitForExitAsync();
        }

        var finished = FinishedJobs();
        finished.Should().NotBeEmpty();
        Directory.GetDirectories(Path.Combine(_cli.Store, "temporary")).Should().NotBeEmpty("a job was in the making");
        using var second = Start();
        var log = await second.StandardError.ReadToEndAsync();
        await second.WaitForExitAsync();

        second.ExitCode.Should().Be(ExitCode.Done, log);
        log.Should().Contain($"11 jobs: {11 - finished.Length} to do, {finished.Length} done already");
        Directory.EnumerateFileSystemEntries(Path.Combine(_cli.Store, "temporary")).Should().BeEmpty("what the dead process left is reclaimed");
        var bytes = await File.ReadAllBytesAsync(_cli.Leaderboard);
        (await _cli.RunTiny("--task", "synthetic/logistic", "--store", Path.Combine(_cli.Folder, "undisturbed"))).Error.Should().Contain("11 jobs run");
        (await File.ReadAllBytesAsync(_cli.Leaderboard)).Should().Equal(bytes);
    }

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(15)]
    public async Task Run_InterruptedOrTerminated_Exits130AndLeavesNothingHalfWritten(int signal)
    {
        // A shell starts background jobs with SIGINT ignored, and children inherit that.
        Skip.If(IsIgnoredHere(signal), $"signal {signal} is ignored in this process, so also in its children");
        using var process = Start();
        await FirstTraining(process);

        Kill(process.Id, signal).Should().Be(0);
        var log = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.Should().Be(ExitCode.Interrupted, log);
        log.Should().Contain("interrupted; finished jobs are kept");
        Directory.EnumerateFileSystemEntries(Path.Combine(_cli.Store, "temporary")).Should().BeEmpty();
        FinishedJobs().Should().NotBeEmpty();
        File.Exists(_cli.Leaderboard).Should().BeFalse();
    }

    private static bool IsIgnoredHere(int signal)
    {
        var line = File.ReadLines("/proc/self/status").Single(entry => entry.StartsWith("SigIgn:", StringComparison.Ordinal));
        var mask = ulong.Parse(line["SigIgn:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (mask >> (signal - 1) & 1) == 1;
    }

    private string[] FinishedJobs() => Directory.Exists(Path.Combine(_cli.Store, "objects"))
        ? Directory.GetFiles(Path.Combine(_cli.Store, "objects"), "artifact.json", SearchOption.AllDirectories)
        : [];

    // Waits until the demonstrations are curated and a training is in the making.
    private async Task FirstTraining(Process process)
    {
        while (FinishedJobs().Length == 0)
        {
            process.HasExited.Should().BeFalse();
            await Task.Delay(20);
        }

        await Task.Delay(300);
        process.HasExited.Should().BeFalse();
    }

    private Process Start()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "misgen-bench.dll");
        return Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                program, "run", "--task", "synthetic/logistic", "--profile", "tiny", "--benchmarks", _cli.Benchmarks, "--store", _cli.Store,
                "--out", _cli.Results, "--device", "cpu", "--jobs", "1",
            },
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
