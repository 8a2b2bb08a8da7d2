using System.Security.Cryptography;
using System.Text;

namespace Misgen.Core.Plugins;

/// <summary>The digest of a plugin: SHA-256 over the relative path and the content of every file of its folder.</summary>
public static class PluginDigest
{
    /// <summary>Computes it.</summary>
    /// <param name="folder">The plugin's folder.</param>
    /// <returns>64 lower-case hex digits.</returns>
    public static string Of(string folder)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
        foreach (var (path, name) in files)
        {
            digest.AppendData(Encoding.UTF8.GetBytes(name + "\n"));
            using var stream = File.OpenRead(path);
            digest.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
