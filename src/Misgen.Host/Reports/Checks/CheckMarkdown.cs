using System.Globalization;
using System.Text;
using Misgen.Pipeline.Leaderboard.Comparison;

namespace Misgen.Host.Reports.Checks;

/// <summary>A check as Markdown for a pull request: the result, what moved, and every comparison folded away.</summary>
internal static class CheckMarkdown
{
    public static byte[] Of(BoardComparison comparison)
    {
        var text = new StringBuilder();
        var moved = comparison.Moved.ToArray();
        text.Append("## Misgen check: ").Append(moved.Length == 0 ? "nothing moved" : ChangeSentence.Count(moved.Length, "change")).Append("\n\n");
        foreach (var change in moved)
            text.Append("- **moved** ").Append(Escape(ChangeSentence.Of(change, comparison))).Append('\n');
        var undecided = CheckReport.Widest(comparison);
        foreach (var change in undecided.Take(CheckReport.MostUndecided))
            text.Append("- too wide to decide: ").Append(Escape(ChangeSentence.Of(change, comparison))).Append('\n');
        if (undecided.Length > CheckReport.MostUndecided)
            text.Append("- too wide to decide: ").Append(ChangeSentence.Count(undecided.Length - CheckReport.MostUndecided, "more comparison")).Append('\n');
        foreach (var ranks in ChangeSentence.Ranks(comparison))
            text.Append("- ranks, ").Append(Escape(ranks)).Append('\n');
        foreach (var note in comparison.Notes)
            text.Append("- ").Append(Escape(note)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"\n{Escape(Upper(ChangeSentence.Verdict(comparison)))}. ")
            .Append(CultureInfo.InvariantCulture, $"A change fails where it is larger than {ChangeSentence.Mass(comparison.Minimum)} ")
            .Append("and a test rejects \"nothing changed\" at .01 after Holm.\n");
        AppendAll(text, comparison);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AppendAll(StringBuilder text, BoardComparison comparison)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n<details><summary>{ChangeSentence.Count(comparison.Changes.Count, "comparison")}</summary>\n\n");
        Append(text, "", "comparison", "baseline", "now", "change", "95 %", "p (Holm)");
        Append(text, ":--", ":--", "--:", "--:", "--:", "--:", "--:");
        foreach (var change in comparison.Changes)
        {
            var subject = ChangeSentence.Subject(change, comparison);
            switch (change.Kind)
            {
                case ChangeKind.Plausibility or ChangeKind.InterventionPlausibility:
                    AppendRow(text, change, $"{subject}: plausible", change.Before, change.After, change.HalfWidth, ChangeSentence.Percent);
                    break;
                case ChangeKind.Shape:
                    AppendRegions(text, change, $"{subject}: mass shift of", comparison);
                    break;
                case ChangeKind.Prediction:
                    AppendRow(text, change, $"{subject}: predicted TV", change.Before, change.After, null, ChangeSentence.Mass);
                    AppendRegions(text, change, $"{subject}: predicted shift of", comparison);
                    break;
                default:
                    AppendRow(
                        text, change, $"{subject}: {(change.Kind == ChangeKind.Drift ? "TV" : "TV to the target")}", change.Before, change.After, change.HalfWidth,
                        ChangeSentence.Mass);
                    break;
            }
        }

        text.Append("\n</details>\n");
    }

    private static void AppendRegions(StringBuilder text, Change change, string what, BoardComparison comparison)
    {
        foreach (var region in change.Regions.OrderBy(region => region.Region))
        {
            AppendRow(
                text, change, $"{what} {ChangeSentence.Place(change, region, comparison)}", region.Before, region.After, region.HalfWidth,
                value => ChangeSentence.Signed(value, ChangeSentence.Mass));
        }
    }

    private static void AppendRow(StringBuilder text, Change change, string what, double before, double after, double? half, Func<double, string> show)
    {
        var plain = change.Kind is ChangeKind.Plausibility or ChangeKind.InterventionPlausibility ? ChangeSentence.Percent : (Func<double, string>)ChangeSentence.Mass;
        Append(
            text, change.Outcome switch { Outcome.Moved => "moved", Outcome.Undecided => "?", _ => "" }, what, show(before), show(after),
            ChangeSentence.Signed(after - before, plain), half is { } width ? $"± {plain(width)}" : "exact", ChangeSentence.P(change.P));
    }

    private static void Append(StringBuilder text, params string[] cells) => text.Append("| ").AppendJoin(" | ", cells.Select(Escape)).Append(" |\n");

    private static string Upper(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    // Names come from plugins.
    private static string Escape(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
