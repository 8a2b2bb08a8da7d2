using System.Text.Json.Nodes;
using Misgen.Core.Jobs;
using Misgen.Core.Store;

namespace Misgen.Host.Tests.Engines;

/// <summary>What a scripted job does.</summary>
public enum Act
{
    /// <summary>Computes 1 plus the sum of its inputs.</summary>
    Compute,

    /// <summary>Throws.</summary>
    Fail,

    /// <summary>Reports half, then waits until it is asked to stop, or until <see cref="ScriptedKind.Release"/> was called.</summary>
    Wait,

    /// <summary>Never returns and does not listen.</summary>
    Hang,

    /// <summary>Finds the store at fault as soon as two jobs wait.</summary>
    FindTheStoreAtFault,

    /// <summary>Computes when two jobs of this act run at the same time, and not before.</summary>
    Meet,
}

/// <summary>
/// A kind whose jobs do what their spec says and leave a trace in a folder. Everything goes through files, so that it works in an
/// engine that runs jobs in other processes.
/// </summary>
/// <param name="folder">Where traces are left.</param>
public sealed class ScriptedKind(string folder) : IJobKind
{
    /// <summary>What a store fault says.</summary>
    public const string Fault = "no space left for the artifact store";

    /// <inheritdoc/>
    public string Name => "scripted";

    /// <inheritdoc/>
    public int Revision => 1;

    /// <summary>A job.</summary>
    public static Job Job(string name, Act act, params Job[] inputs) => new(
        "scripted",
        1,
        new JsonObject { ["name"] = name, ["act"] = act.ToString() },
        [.. inputs.Select((input, i) => new JobInput($"input {i}", input.Id))])
    {
        Label = name,
    };

    /// <summary>How often each job was run, by name.</summary>
    public IReadOnlyDictionary<string, int> Runs() => Traces("ran").CountBy(file => file.Split(' ')[0]).ToDictionary();

    /// <summary>Lets waiting jobs finish.</summary>
    public void Release() => File.WriteAllText(Path.Combine(folder, "released"), string.Empty);

    /// <inheritdoc/>
    public void Run(JobContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var name = context.Job.Spec["name"]!.GetValue<string>();
        Trace("ran", $"{name} {Guid.NewGuid():N}");
        switch (Enum.Parse<Act>(context.Job.Spec["act"]!.GetValue<string>()))
        {
            case Act.Fail:
                throw new InvalidOperationException($"{name} cannot\nbe done");
            case Act.FindTheStoreAtFault:
                Until(() => Traces("waiting").Count() == 2, context.Cancellation);
                throw new StoreException(Fault);
            case Act.Hang:
                Thread.Sleep(Timeout.Infinite);
                break;
            case Act.Wait:
                context.Report(0.5);
                Trace("waiting", name);
                Until(() => File.Exists(Path.Combine(folder, "released")), context.Cancellation);
                break;
            case Act.Meet:
                Trace("met", name);
                Until(() => Traces("met").Count() == 2, context.Cancellation);
                break;
        }

        var sum = 1 + context.InputNames.Sum(input => context.Input(input).Result()["value"]!.GetValue<int>());
        context.Output.WriteResult(new JsonObject { ["value"] = sum });
        context.Output.WriteTensors("data.safetensors", StoredTensor.Of("x", [(float)sum], 1));
    }

    private static void Until(Func<bool> condition, CancellationToken cancellation)
    {
        while (!condition())
        {
            cancellation.ThrowIfCancellationRequested();
            Thread.Sleep(10);
        }
    }

    private void Trace(string what, string text) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, what)).FullName, text), string.Empty);

    private IEnumerable<string> Traces(string what) =>
        Directory.Exists(Path.Combine(folder, what)) ? Directory.EnumerateFiles(Path.Combine(folder, what)).Select(file => Path.GetFileName(file)) : [];
}
