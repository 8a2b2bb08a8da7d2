using Misgen.Core.Interventions;

namespace Misgen.Core.Tests.Interventions;

/// <summary>The example of docs/interventions.md is <see cref="Insist"/>, word for word, so it compiles and does what the page says.</summary>
public sealed class DocumentedExampleTests
{
    [Fact]
    public void Example_InTheDocuments_IsTheClassThatIsTested()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "interventions.md"));
        var code = page.Split("```csharp\n")[1].Split("```")[0];

        code.Should().Be(File.ReadAllText(Path.Combine(RepositoryRoot(), "tests", "Misgen.Core.Tests", "Interventions", "Insist.cs")));
    }

    [Fact]
    public void Insist_Prior_DoublesWhatThePilotLoses()
    {
        double[] curated = [0.25, 0.25, 0.5, .. new double[45]];
        double[] pilot = [0.1, 0.4, 0.5, .. new double[45]];

        new Insist().TrainingPrior(new ExpectedDrift(curated, curated, pilot, null, 1))[..3].Should().Equal(0.5, 0.25, 0.5);
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Misgen.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Misgen.sln is not above the tests.");
        return folder;
    }
}
