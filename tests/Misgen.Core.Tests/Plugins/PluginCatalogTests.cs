using Misgen.Core.Interventions;
using Misgen.Core.Plugins;

namespace Misgen.Core.Tests.Plugins;

public sealed class PluginCatalogTests
{
    [Fact]
    public void Load_FolderOfOnePlugin_FindsItsTask()
    {
        var folder = PluginDirectory.Built("WellBehaved");

        var catalog = PluginCatalog.Load([folder]);

        catalog.Refused.Should().BeEmpty();
        var plugin = catalog.Plugins.Should().ContainSingle().Subject;
        plugin.Name.Should().Be("Well behaved");
        plugin.Version.Should().Be("0.1.0");
        plugin.Contract.Should().Be(new Version(1, 0, 0, 0));
        plugin.Folder.Should().Be(folder);
        plugin.Digest.Should().MatchRegex("^[0-9a-f]{64}$");
        catalog.Find("well-behaved/walk")!.Plugin.Should().BeSameAs(plugin);
        catalog.Find("well-behaved/run").Should().BeNull();
    }

    [Fact]
    public void Load_DirectoryOfPlugins_OrdersThemByFolder()
    {
        using var directory = new PluginDirectory("WellBehaved", "Nan", "Hanging");
        Directory.CreateDirectory(Path.Combine(directory.Path, "empty folders are no plugins"));

        var catalog = PluginCatalog.Load([directory.Path]);

        catalog.Tasks.Select(entry => entry.Task.Id).Should().Equal(
            "hanging/forever", "hanging/well-behaved", "nan/simulator", "nan/infinity", "nan/quantity", "well-behaved/walk");
        catalog.Refused.Should().BeEmpty();
    }

    [Fact]
    public void Load_BrokenPluginsBesideAGoodOne_RefusesEachWithOneLineAndLoadsTheGoodOne()
    {
        using var directory = new PluginDirectory("WellBehaved", "OtherContract", "ThrowingConstructor", "TwoEntries");
        var broken = directory.Add("Throwing", "BrokenAssembly");
        File.WriteAllBytes(Path.Combine(broken, "Throwing.dll"), [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 37))]);
        var missing = directory.Add("Throwing", "MissingAssembly");
        File.Delete(Path.Combine(missing, "Throwing.dll"));
        File.WriteAllText(Path.Combine(directory.Add("Throwing", "TwoManifests"), "Second.deps.json"), "{}");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(directory.Path, "NoManifest")).FullName, "a.txt"), "text");

        var catalog = PluginCatalog.Load([directory.Path]);

        catalog.Tasks.Select(entry => entry.Task.Id).Should().Equal("well-behaved/walk");
        catalog.Refused.Select(refused => refused.Reason).Should().SatisfyRespectively(
            line => line.Should().StartWith("plugin 'BrokenAssembly' failed to load: BadImageFormatException: "),
            line => line.Should().Be($"plugin 'MissingAssembly': Throwing.dll is missing in {missing}"),
            line => line.Should().StartWith("plugin 'NoManifest': ").And.Contain("has 0 *.deps.json files, expected exactly one"),
            line => line.Should().Be("plugin 'OtherContract' was built for plugin contract 2.0, this program has 1.0: rebuild the plugin or use the program it was made for"),
            line => line.Should().Be("plugin 'ThrowingConstructor' failed to load: InvalidOperationException: no licence found"),
            line => line.Should().Be("plugin 'TwoEntries' has 2 public classes that implement IPlugin, expected exactly one"),
            line => line.Should().StartWith("plugin 'TwoManifests': ").And.Contain("has 2 *.deps.json files, expected exactly one"));
        catalog.Refused.Should().OnlyContain(refused => !refused.Reason.Contains('\n'));
    }

    [Fact]
    public void Load_AssemblyThatKnowsNoContract_IsRefused()
    {
        using var directory = new PluginDirectory();
        var folder = Directory.CreateDirectory(Path.Combine(directory.Path, "Stranger")).FullName;
        File.Copy(typeof(Banana.Fruit).Assembly.Location, Path.Combine(folder, "Banana.dll"));
        File.WriteAllText(Path.Combine(folder, "Banana.deps.json"), "{}");

        PluginCatalog.Load([directory.Path]).Refused.Should().ContainSingle()
            .Which.Reason.Should().Be("plugin 'Stranger': Banana.dll does not reference Misgen.Plugin.Abstractions");
    }

    [Theory]
    [InlineData("id", "plugin 'RuleBreaking': task id 'Rule Breaking' is not of the form family/name in lower-case letters, digits and dashes")]
    [InlineData("null task", "plugin 'RuleBreaking' returned a null task")]
    [InlineData("same id twice", "plugin 'RuleBreaking' has two tasks with the id rule-breaking/task")]
    [InlineData("null", "plugin 'RuleBreaking' returned null instead of its tasks")]
    [InlineData("no defect", "plugin 'RuleBreaking': task rule-breaking/task has no defect, so plausibility cannot be judged")]
    [InlineData("tolerance", "plugin 'RuleBreaking': task rule-breaking/task gives defect 'distance of the last value from 1' the tolerance NaN, expected a positive number")]
    [InlineData("representations of one name", "plugin 'RuleBreaking': task rule-breaking/task has two representations of one name")]
    [InlineData("range", "plugin 'RuleBreaking': task rule-breaking/task gives its quantity an empty range")]
    public void Load_TaskThatBreaksARule_RefusesThePlugin(string rule, string reason)
    {
        using var directory = new PluginDirectory("WellBehaved");
        File.WriteAllText(Path.Combine(directory.Add("RuleBreaking"), "rule.txt"), rule);

        var catalog = PluginCatalog.Load([directory.Path]);

        catalog.Refused.Should().ContainSingle().Which.Reason.Should().Be(reason);
        catalog.Plugins.Should().ContainSingle();
    }

    public static TheoryData<string> NamesThatEveryTaskHas => [.. RepresentationNames.BuiltIn];

    [Theory]
    [MemberData(nameof(NamesThatEveryTaskHas))]
    public void Load_RepresentationOfANameThatEveryTaskHas_RefusesThePlugin(string name)
    {
        using var directory = new PluginDirectory("WellBehaved");
        File.WriteAllText(Path.Combine(directory.Add("RuleBreaking"), "rule.txt"), $"representation {name}");

        var catalog = PluginCatalog.Load([directory.Path]);

        catalog.Refused.Should().ContainSingle().Which.Reason.Should().Be(
            $"plugin 'RuleBreaking': task rule-breaking/task calls a representation '{name}', a name that every task has already: none, append-quantity, stretch-0.1, stretch-1");
        catalog.Plugins.Should().ContainSingle();
    }

    [Fact]
    public void Load_RepresentationCalledCoordinates_IsTheTasksOwn()
    {
        using var directory = new PluginDirectory();
        File.WriteAllText(Path.Combine(directory.Add("RuleBreaking"), "rule.txt"), "representation coordinates");

        var catalog = PluginCatalog.Load([directory.Path]);

        catalog.Refused.Should().BeEmpty();
        catalog.Find("rule-breaking/task")!.Task.Representations.Should().ContainSingle().Which.Name.Should().Be("coordinates");
    }

    [Fact]
    public void Load_TwoPluginsWithOneTaskId_KeepsTheFirst()
    {
        using var directory = new PluginDirectory();
        var first = directory.Add("WellBehaved", "A");
        var second = directory.Add("WellBehaved", "B");

        var catalog = PluginCatalog.Load([directory.Path]);

        catalog.Plugins.Should().ContainSingle().Which.Folder.Should().Be(first);
        catalog.Refused.Should().ContainSingle().Which.Should().Be(new RefusedPlugin(
            second, $"plugin 'Well behaved' in {second} brings task well-behaved/walk, which plugin 'Well behaved' has already"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("WellBehaved.dll")]
    public void Load_PluginThatEveryoneMayWrite_IsRefused(string entry)
    {
        using var directory = new PluginDirectory("Nan");
        var path = Path.TrimEndingDirectorySeparator(Path.Combine(directory.Add("WellBehaved"), entry));
        AllowEveryone(path);

        var catalog = PluginCatalog.Load([directory.Path]);

        catalog.Refused.Should().ContainSingle()
            .Which.Reason.Should().Be($"plugin 'WellBehaved': {path} can be written by everyone, so it is not loaded (chmod o-w)");
        catalog.Plugins.Should().ContainSingle().Which.Name.Should().Be("Nan");
    }

    // Whoever may add a folder to the directory may add a plugin.
    [Fact]
    public void Load_DirectoryThatEveryoneMayWrite_Throws()
    {
        using var directory = new PluginDirectory("WellBehaved");
        AllowEveryone(directory.Path);

        var load = () => PluginCatalog.Load([directory.Path]);

        load.Should().Throw<PluginException>()
            .WithMessage($"plugin directory {directory.Path} can be written by everyone, so nothing is loaded from it (chmod o-w)");
    }

    [Fact]
    public void Load_MissingDirectory_Throws()
    {
        var load = () => PluginCatalog.Load(["/nowhere/plugins"]);

        load.Should().Throw<PluginException>().WithMessage("plugin directory /nowhere/plugins does not exist");
    }

    private static void AllowEveryone(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherWrite);
    }
}
