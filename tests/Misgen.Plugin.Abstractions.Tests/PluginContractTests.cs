using Misgen.Plugins;

namespace Misgen.Plugin.Abstractions.Tests;

public sealed class PluginContractTests
{
    private static readonly Version Current = PluginContract.Version;

    [Fact]
    public void Version_OfThisAssembly_IsItsAssemblyVersion() =>
        Current.Should().Be(typeof(IPlugin).Assembly.GetName().Version);

    [Fact]
    public void Supports_SameVersion_Yes() => PluginContract.Supports(Current).Should().BeTrue();

    [Fact]
    public void Supports_OlderOrEqualMinor_Yes()
    {
        for (var minor = 0; minor <= Current.Minor; minor++)
            PluginContract.Supports(new Version(Current.Major, minor)).Should().BeTrue();
    }

    [Fact]
    public void Supports_OtherBuildAndRevision_Yes() =>
        PluginContract.Supports(new Version(Current.Major, Current.Minor, 99, 99)).Should().BeTrue();

    [Fact]
    public void Supports_NewerMinor_No() =>
        PluginContract.Supports(new Version(Current.Major, Current.Minor + 1)).Should().BeFalse();

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Supports_OtherMajor_No(int step) =>
        PluginContract.Supports(new Version(Current.Major + step, 0)).Should().BeFalse();
}
