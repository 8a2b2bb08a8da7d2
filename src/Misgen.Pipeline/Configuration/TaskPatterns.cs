using System.IO.Enumeration;

namespace Misgen.Pipeline.Configuration;

/// <summary>Selection of task ids by the patterns of a profile.</summary>
public static class TaskPatterns
{
    /// <summary>The ids that the patterns select, in the order of <paramref name="ids"/>.</summary>
    /// <param name="patterns">Patterns, applied in order; a leading <c>!</c> takes out.</param>
    /// <param name="ids">All ids.</param>
    public static IReadOnlyList<string> Select(IReadOnlyList<string> patterns, IEnumerable<string> ids)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(ids);
        return [.. ids.Where(id => IsSelected(patterns, id))];
    }

    private static bool IsSelected(IReadOnlyList<string> patterns, string id)
    {
        var selected = false;
        foreach (var pattern in patterns)
        {
            var removes = pattern.StartsWith('!');
            if (FileSystemName.MatchesSimpleExpression(removes ? pattern.AsSpan(1) : pattern, id, ignoreCase: false))
                selected = !removes;
        }

        return selected;
    }
}
