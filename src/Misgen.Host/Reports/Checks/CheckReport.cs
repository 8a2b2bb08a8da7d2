using Misgen.Host.Commands;
using Misgen.Pipeline.Leaderboard.Comparison;

namespace Misgen.Host.Reports.Checks;

/// <summary>A check for people: what moved and by how much, as short as that can be said.</summary>
internal static class CheckReport
{
    /// <summary>How many undecided comparisons are named.</summary>
    public const int MostUndecided = 5;

    public static void Write(Terminal terminal, BoardComparison comparison)
    {
        foreach (var line in Lines(comparison))
            terminal.WriteLine(line);
    }

    public static IEnumerable<string> Lines(BoardComparison comparison)
    {
        foreach (var change in comparison.Moved)
            yield return $"moved: {ChangeSentence.Of(change, comparison)}";
        var undecided = Widest(comparison);
        foreach (var change in undecided.Take(MostUndecided))
            yield return $"too wide to decide: {ChangeSentence.Of(change, comparison)}";
        if (undecided.Length > MostUndecided)
            yield return $"too wide to decide: {ChangeSentence.Count(undecided.Length - MostUndecided, "more comparison")}; more seeds narrow them";
        foreach (var ranks in ChangeSentence.Ranks(comparison))
            yield return $"ranks: {ranks}";
        foreach (var note in comparison.Notes)
            yield return $"note: {note}";
        yield return $"check: {ChangeSentence.Verdict(comparison)}.";
    }

    /// <summary>The undecided comparisons, the greatest change first.</summary>
    public static Change[] Widest(BoardComparison comparison) => [.. comparison.Undecided.OrderByDescending(change => Math.Abs(change.Difference))];
}
