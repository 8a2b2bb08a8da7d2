using Misgen.Core.DataFiles;

namespace Misgen.Core.Tests.DataFiles;

public sealed class TrajectoryFileTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OtherEnding_NamesTheFormats() =>
        Fault(() => TrajectoryFile.Read("a.mat")).Should().Be("a.mat is neither .npy, .npz nor .csv");

    [Theory]
    [InlineData("a.npy")]
    [InlineData("a.npz")]
    [InlineData("a.csv")]
    public void Read_MissingFile_SaysSo(string file) =>
        Fault(() => TrajectoryFile.Read(_folder.PathOf(file))).Should().StartWith($"cannot read {_folder.PathOf(file)}: Could not find file");

    [Theory]
    [InlineData("a.npy")]
    [InlineData("a.npz")]
    public void Read_EmptyFile_IsAnError(string file) => Fault(() => TrajectoryFile.Read(_folder.Write(file, ""))).Should().StartWith(_folder.PathOf(file));

    [Fact]
    public void Write_OtherEnding_NamesTheFormats() =>
        Fault(() => TrajectoryFile.Write("a.npz", DataFolder.Set([1], 1, 1, "x"))).Should().Be("a.npz is neither .npy nor .csv, the formats that can be written");

    [Fact]
    public void Write_OnAFolder_SaysSoAndLeavesNothing()
    {
        var path = _folder.PathOf("a.npy");
        Directory.CreateDirectory(path);

        Fault(() => TrajectoryFile.Write(path, DataFolder.Set([1], 1, 1, "x"))).Should().StartWith($"cannot write {path}: ");
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(path)!).Should().Equal(path);
    }

    [Fact]
    public void Write_ExistingFileAndMissingFolder_AreReplacedAndMade()
    {
        var path = Path.Combine(_folder.PathOf("deep"), "er", "a.csv");
        TrajectoryFile.Write(path, DataFolder.Set([1], 1, 1, "x"));

        TrajectoryFile.Write(path, DataFolder.Set([2], 1, 1, "x"));

        TrajectoryFile.Read(path).Values.Should().Equal(2);
        Directory.EnumerateFiles(Path.GetDirectoryName(path)!).Should().Equal(path);
    }

    [Fact]
    public void Select_Channels_KeepsTheirOrderAndNames()
    {
        var set = DataFolder.Set([1, 2, 3, 4, 5, 6], 1, 2, "x", "y", "z");

        var selected = set.Select([2, 0]);

        selected.Values.Should().Equal(3, 1, 6, 4);
        selected.Channels.Should().Equal("z", "x");
        set.Select([0, 1, 2]).Should().BeSameAs(set);
    }

    private static string Fault(Action act) => act.Should().ThrowExactly<DataFileException>().Which.Message;
}
