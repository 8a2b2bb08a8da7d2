using Misgen.Plugins;

namespace Misgen.Fixtures;

/// <summary>Breaks the rule that <c>rule.txt</c> in its folder names.</summary>
public sealed class RuleBreakingPlugin : IPlugin
{
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
            var other => throw new InvalidOperationException($"there is no rule '{other}'"),
        };
    }
}
