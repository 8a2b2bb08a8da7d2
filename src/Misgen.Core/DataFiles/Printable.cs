namespace Misgen.Core.DataFiles;

/// <summary>Text of a file as it may stand in a message: short, on one line, without control characters.</summary>
internal static class Printable
{
    private const int Longest = 60;

    public static string Of(string text)
    {
        var shown = text.Length > Longest ? text[..Longest] + "…" : text;
        return string.Concat(shown.Select(symbol => char.IsControl(symbol) ? '?' : symbol));
    }
}
