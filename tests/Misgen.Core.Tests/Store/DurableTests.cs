using Misgen.Core.Store;

namespace Misgen.Core.Tests.Store;

public sealed class DurableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("misgen-durable-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Replace_FileInANewFolder_IsWritten()
    {
        var path = Path.Combine(_folder, "a", "b", "file");

        Durable.Replace(path, "new"u8);

        File.ReadAllText(path).Should().Be("new");
        Directory.GetFiles(Path.GetDirectoryName(path)!).Should().Equal(path);
    }

    [Fact]
    public void Replace_FileThatSomebodyReads_LeavesTheReaderTheOldBytes()
    {
        var path = Path.Combine(_folder, "file");
        Durable.Replace(path, "old"u8);
        using var reader = new StreamReader(path);

        Durable.Replace(path, "newer"u8);

        reader.ReadToEnd().Should().Be("old");
        File.ReadAllText(path).Should().Be("newer");
        Directory.GetFiles(_folder).Should().Equal(path);
    }

    [Fact]
    public void Replace_PathThatIsAFolder_ThrowsAndLeavesNothingBehind()
    {
        var path = Directory.CreateDirectory(Path.Combine(_folder, "folder")).FullName;

        var replace = () => Durable.Replace(path, "new"u8);

        replace.Should().Throw<Exception>().Which.Should().Match(exception => exception is IOException || exception is UnauthorizedAccessException);
        Directory.GetFileSystemEntries(_folder).Should().Equal(path);
    }
}
