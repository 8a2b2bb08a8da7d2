using Misgen.Host.Commands;

namespace Misgen.Host.Tests.Commands;

/// <summary>Runs command lines in this process, with everything they write in a folder of their own.</summary>
public sealed class CommandLine : IDisposable
{
    // Sizes of seconds; the figures mean nothing.
    private const string Tiny = """
        { "schemaVersion": 1, "profiles": { "tiny": { "description": "for tests", "tasks": ["synthetic/*"],
          "models": { "unet-diffusion": { "width": 8, "steps": 6, "batch": 8 } }, "interventions": ["none", "condition"], "kernels": [], "seeds": [0],
          "demonstrations": 300, "heldOut": 150, "samples": 150, "samplesAtTwiceTheSteps": 100, "solverSteps": 3, "pluginTimeLimitSeconds": 5 } } }
        """;

    public CommandLine()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Benchmarks, Tiny);
    }

    /// <summary>What a command left.</summary>
    /// <param name="Exit">Exit code.</param>
    /// <param name="Output">Standard output.</param>
    /// <param name="Error">Standard error.</param>
    public sealed record Result(int Exit, string Output, string Error);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"misgen-cli-{Guid.NewGuid():N}");

    public string Benchmarks => Path.Combine(Folder, "benchmarks.json");

    public string Store => Path.Combine(Folder, "store");

    public string Results => Path.Combine(Folder, "results");

    public string Leaderboard => Path.Combine(Results, "leaderboard.json");

    public static async Task<Result> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLineProgram.RunAsync(args, output, TextWriter.Synchronized(error));
        return new Result(exit, output.ToString(), error.ToString());
    }

    /// <summary><c>run</c> with the tiny profile, this store and these results, unless the arguments say otherwise.</summary>
    public Task<Result> RunTiny(params string[] args)
    {
        (string Name, string Value)[] defaults =
            [("--profile", "tiny"), ("--benchmarks", Benchmarks), ("--store", Store), ("--out", Results), ("--device", "cpu")];
        return Run(["run", .. defaults.Where(option => !args.Contains(option.Name, StringComparer.Ordinal)).SelectMany(option => (string[])[option.Name, option.Value]), .. args]);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
