using Misgen.Plugins;

namespace Misgen.Fixtures;

/// <summary>Breaks the rule that <c>rule.txt</c> in its folder names.</summary>
public sealed class RuleBreakingPlugin : IPlugin
{
    private const string Representation = "representation ";

    public string Name => "Rule breaking";

    public IReadOnlyList<PhysicsTask> CreateTasks()
    {
        var task = FixtureTask.Create("rule-breaking/task", FixtureTask.WellBehaved);
        var folder = Path.GetDirectoryName(typeof(RuleBreakingPlugin).Assembly.Location)!;
        return File.ReadAllText(Path.Combine(folder, "rule.txt")) switch
        {
            "id" => [task with { Id = "Rule Breaking" }],
            "null" => null!,
            "null task" => [task, null!],
            "same id twice" => [task, task],
            "no defect" => [task with { Defects = [] }],
            "tolerance" => [task with { Defects = [task.Defects[0] with { Tolerance = double.NaN }] }],
            "range" => [task with { Quantity = task.Quantity with { Range = default } }],
            "representations of one name" => [task with { Representations = [new Unchanged("own", task), new Unchanged("own", task)] }],
            var rule when rule.StartsWith(Representation, StringComparison.Ordinal) =>
                [task with { Representations = [new Unchanged(rule[Representation.Length..], task)] }],
            var other => throw new InvalidOperationException($"there is no rule '{other}'"),
        };
    }

    private sealed class Unchanged(string name, PhysicsTask task) : IRepresentation
    {
        public string Name => name;

        public TrajectoryLayout Layout => task.Simulator.Layout;

        public void Encode(ReadOnlySpan<float> trajectory, Span<float> encoded) => trajectory.CopyTo(encoded);

        public void Decode(ReadOnlySpan<float> encoded, Span<float> trajectory) => encoded.CopyTo(trajectory);
    }
}
