using Misgen.Core.Interventions.Baseline;
using Misgen.Core.Interventions.Interface;

namespace Misgen.Core.Interventions;

/// <summary>Every intervention, in the order of lists and reports.</summary>
public static class InterventionRegistry
{
    /// <summary>All interventions, the baseline first.</summary>
    public static IReadOnlyList<Intervention> All { get; } =
    [
        new NoIntervention(),
        new Condition(),
    ];

    /// <summary>Looks an intervention up.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The intervention, or null.</returns>
    public static Intervention? Find(string id) => All.FirstOrDefault(intervention => intervention.Id == id);
}
