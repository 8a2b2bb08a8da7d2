using Misgen.Core.Interventions.Baseline;
using Misgen.Core.Interventions.Combined;
using Misgen.Core.Interventions.Data;
using Misgen.Core.Interventions.Interface;
using Misgen.Core.Interventions.Representation;
using Misgen.Core.Interventions.Sampling;

namespace Misgen.Core.Interventions;

/// <summary>Every intervention, in the order of lists and reports.</summary>
public static class InterventionRegistry
{
    /// <summary>All interventions, the baseline first.</summary>
    public static IReadOnlyList<Intervention> All { get; } =
    [
        new NoIntervention(),
        new Reweight(),
        new KernelReweight(),
        new Condition(),
        new AppendQuantity(),
        new Stretch(),
        new Coordinates(),
        new KernelCoordinates(),
        new ConditionAndCoordinates(),
        new Rejection(),
    ];

    /// <summary>The baseline.</summary>
    public static Intervention Baseline => All[0];

    /// <summary>Looks an intervention up.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The intervention, or null.</returns>
    public static Intervention? Find(string id) => All.FirstOrDefault(intervention => intervention.Id == id);
}
