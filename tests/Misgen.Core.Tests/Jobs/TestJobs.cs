using System.Text.Json.Nodes;
using Misgen.Core.Jobs;

namespace Misgen.Core.Tests.Jobs;

/// <summary>Jobs that differ in one thing.</summary>
internal static class TestJobs
{
    public static Job Job(string name, params Job[] inputs) => Lasting(name, 1, inputs);

    public static Job Lasting(string name, double seconds, params Job[] inputs) =>
        new("test", 1, new JsonObject { ["name"] = name }, [.. inputs.Select((input, i) => new JobInput($"input {i}", input.Id))])
        {
            Label = name,
            ExpectedTime = TimeSpan.FromSeconds(seconds),
        };
}
