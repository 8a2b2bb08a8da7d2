namespace Misgen.Core.Interventions;

/// <summary>Names of the representations that every task has. A task's own are beside them, under the names the plugin gives.</summary>
public static class RepresentationNames
{
    /// <summary>Trajectories as they are.</summary>
    public const string None = "none";

    /// <summary>The quantity as one more channel.</summary>
    public const string AppendQuantity = "append-quantity";

    /// <summary>Stretched along the directions in which the quantity changes, a little.</summary>
    public const string WeakStretch = "stretch-0.1";

    /// <summary>The same, more.</summary>
    public const string StrongStretch = "stretch-1";

    /// <summary>The task's own coordinates.</summary>
    public const string Coordinates = "coordinates";

    /// <summary>The names that no task may give a representation of its own.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = [None, AppendQuantity, WeakStretch, StrongStretch];
}
