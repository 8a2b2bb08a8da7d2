using Misgen.Core.Interventions;

namespace Misgen.Core.Tests.Interventions;

public sealed class InterventionRegistryTests
{
    [Fact]
    public void All_Interventions_HaveIdsAndDescriptionsAndTheBaselineComesFirst()
    {
        InterventionRegistry.All[0].Id.Should().Be("none");
        InterventionRegistry.All.Select(intervention => intervention.Id).Should().OnlyHaveUniqueItems();
        InterventionRegistry.All.Should().OnlyContain(intervention => !string.IsNullOrWhiteSpace(intervention.Description));
        InterventionRegistry.All.Count(intervention => intervention.Level == InterventionLevel.Baseline).Should().Be(1);
    }

    [Fact]
    public void Find_EveryId_FindsItAndNoOther()
    {
        foreach (var intervention in InterventionRegistry.All)
            InterventionRegistry.Find(intervention.Id).Should().BeSameAs(intervention);
        InterventionRegistry.Find("nothing").Should().BeNull();
    }

    [Fact]
    public void Find_Baseline_TellsTheModelNothing() => InterventionRegistry.Find("none")!.ConditionFeatures.Should().Be(0);
}
