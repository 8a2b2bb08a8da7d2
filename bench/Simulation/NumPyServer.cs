using System.Diagnostics;
using System.Globalization;

namespace Misgen.Bench.Simulation;

/// <summary>A script that stays alive and answers a number per seed, so that the start of Python is not counted.</summary>
internal sealed class NumPyServer : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts the script.</summary>
    /// <param name="script">Its file name, beside the program.</param>
    public NumPyServer(string script)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("MISGEN_PYTHON") ?? "/usr/bin/python3")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, script));
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        _process = Process.Start(start)!;
    }

    /// <summary>Has the script do its work once.</summary>
    /// <param name="seed">The seed of its random numbers.</param>
    /// <returns>What it answers.</returns>
    /// <exception cref="InvalidOperationException">The script ended without an answer.</exception>
    public double Run(int seed)
    {
        _process.StandardInput.WriteLine(seed.ToString(CultureInfo.InvariantCulture));
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"{_process.StartInfo.FileName} ended without an answer; its message stands above. Does it have NumPy? MISGEN_PYTHON names another one.");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
