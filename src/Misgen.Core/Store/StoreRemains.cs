namespace Misgen.Core.Store;

/// <summary>A folder of the store that belongs to no finished job.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Bytes">The size of its files.</param>
public sealed record StoreRemains(string Folder, long Bytes);
