using Misgen.Core.Interventions;
using Misgen.Core.Interventions.Baseline;
using Misgen.Core.Plugins;
using Misgen.Learning.Models;
using Misgen.Pipeline.Configuration;
using Misgen.Pipeline.Planning;

namespace Misgen.Host.Commands;

/// <summary>What <c>run</c> was asked for, before it is compared with what there is.</summary>
internal sealed record RunSelection(bool All, string[] Tasks, string[] Models, string[] Interventions, ulong[] Seeds, string Profile)
{
    /// <summary>Fills in the profile's choices and refuses what does not exist.</summary>
    /// <exception cref="InvalidInputException">Something does not exist, or nothing was chosen.</exception>
    public BenchmarkRequest Resolve(BenchmarksFile benchmarks, PluginCatalog catalog)
    {
        if (!All && Tasks.Length == 0)
            throw new InvalidInputException("say what to run: --all, or --task ID (misgen-bench list tasks)");
        if (All && Tasks.Length > 0)
            throw new InvalidInputException("--all and --task exclude each other");
        var profile = benchmarks.Profiles.GetValueOrDefault(Profile)
            ?? throw Unknown("profile", Profile, benchmarks.Profiles.Keys);
        var known = catalog.Tasks.Select(entry => entry.Task.Id).ToArray();
        var tasks = All ? TaskPatterns.Select(profile.Tasks, known) : Existing("task", Tasks, known, Refusals(catalog));
        if (tasks.Count == 0)
            throw new InvalidInputException($"profile '{Profile}' selects none of the tasks that the plugins bring{Refusals(catalog)}");
        var models = Existing("model", Models, ModelFamilies.All.Select(family => family.Id));
        var interventions = Interventions.Length == 0 ? profile.Interventions : Existing("intervention", Interventions, InterventionRegistry.All.Select(one => one.Id));
        // Asked for by name and possible on none of the tasks: a mistake. The interventions of a profile are left out where they do not apply.
        if (Interventions.FirstOrDefault(id => tasks.All(task => InterventionRegistry.Find(id)!.Representations(catalog.Find(task)!.Task).Count == 0)) is { } pointless)
            throw new InvalidInputException($"intervention '{pointless}' needs a representation named '{RepresentationNames.Coordinates}', which {string.Join(", ", tasks)} {(tasks.Count == 1 ? "does" : "do")} not have");
        return new BenchmarkRequest(
            Profile, profile, tasks, models.Count == 0 ? [.. profile.Models.Keys] : models,
            [NoIntervention.Name, .. interventions.Where(id => id != NoIntervention.Name)],
            Seeds.Length == 0 ? profile.Seeds : [.. Seeds.Distinct()], [.. profile.Kernels.Distinct(StringComparer.Ordinal)]);
    }

    private static IReadOnlyList<string> Existing(string what, string[] wanted, IEnumerable<string> known, string remark = "")
    {
        var all = known.ToArray();
        foreach (var id in wanted)
        {
            if (!all.Contains(id, StringComparer.Ordinal))
                throw Unknown(what, id, all, remark);
        }

        return [.. wanted.Distinct(StringComparer.Ordinal)];
    }

    private static InvalidInputException Unknown(string what, string id, IEnumerable<string> known, string remark = "") =>
        new($"unknown {what} '{id}'; known: {string.Join(", ", known)}{remark}");

    private static string Refusals(PluginCatalog catalog) =>
        catalog.Refused.Count == 0 ? "" : $" ({string.Join("; ", catalog.Refused.Select(refused => refused.Reason))})";
}
