using System.Security.Cryptography;
using System.Text;
using Misgen.Core.Plugins;

namespace Misgen.Core.Tests.Plugins;

public sealed class PluginDigestTests
{
    [Fact]
    public void Of_TwoFiles_IsTheHashOfNamesAndContentHashes()
    {
        using var directory = new PluginDirectory();
        File.WriteAllText(Path.Combine(directory.Path, "b.dll"), "banana");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(directory.Path, "a")).FullName, "c.txt"), "cherry");

        var expected = SHA256.HashData((byte[])[.. "a/c.txt\n"u8, .. SHA256.HashData("cherry"u8), .. "b.dll\n"u8, .. SHA256.HashData("banana"u8)]);

        PluginDigest.Of(directory.Path).Should().Be(Convert.ToHexStringLower(expected));
    }

    [Fact]
    public void Of_CopyElsewhereWithOtherTimes_IsTheSame()
    {
        using var directory = new PluginDirectory();
        var copy = directory.Add("WellBehaved", "another name");
        foreach (var file in Directory.EnumerateFiles(copy))
            File.SetLastWriteTimeUtc(file, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        PluginDigest.Of(copy).Should().Be(PluginDigest.Of(PluginDirectory.Built("WellBehaved")));
        PluginDigest.Of(copy + Path.DirectorySeparatorChar).Should().Be(PluginDigest.Of(copy));
    }

    [Fact]
    public void Of_AnyChangedByte_Differs()
    {
        using var directory = new PluginDirectory("WellBehaved");
        var folder = Path.Combine(directory.Path, "WellBehaved");
        var original = PluginDigest.Of(folder);

        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var bytes = File.ReadAllBytes(file);
            foreach (var position in (int[])[0, bytes.Length / 2, bytes.Length - 1])
            {
                bytes[position] ^= 1;
                File.WriteAllBytes(file, bytes);
                PluginDigest.Of(folder).Should().NotBe(original, $"byte {position} of {file} is another");
                bytes[position] ^= 1;
            }

            File.WriteAllBytes(file, bytes);
        }

        PluginDigest.Of(folder).Should().Be(original);
    }

    [Fact]
    public void Of_RenamedMovedAddedOrRemovedFile_Differs()
    {
        using var directory = new PluginDirectory();
        string Path(string name) => System.IO.Path.Combine(directory.Path, name);
        File.WriteAllText(Path("a"), "one");
        File.WriteAllText(Path("b"), "two");
        var digests = new List<string> { PluginDigest.Of(directory.Path) };

        File.Move(Path("b"), Path("c"));
        digests.Add(PluginDigest.Of(directory.Path));
        Directory.CreateDirectory(Path("d"));
        File.Move(Path("c"), Path("d/c"));
        digests.Add(PluginDigest.Of(directory.Path));
        File.WriteAllText(Path("e"), string.Empty);
        digests.Add(PluginDigest.Of(directory.Path));
        File.Delete(Path("a"));
        digests.Add(PluginDigest.Of(directory.Path));

        digests.Should().OnlyHaveUniqueItems();
    }

    // The digest keys results: it must not know commit or clone path.
    [Fact]
    public void Build_Plugin_NamesNoPathOfItsClone()
    {
        var clone = Path.GetFullPath(Path.Combine(PluginDirectory.Built("WellBehaved"), "..", "..", ".."));

        foreach (var file in Directory.EnumerateFiles(PluginDirectory.Built("WellBehaved")))
            File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(clone)).Should().Be(-1, $"{file} is a plugin's file");
    }
}
