namespace Misgen.Core.DataFiles;

/// <summary>One line of comma-separated text. Fields may be quoted (RFC 4180), but none goes over a line's end.</summary>
internal static class CsvLine
{
    /// <summary>The fields of a line, without surrounding blanks and quotes.</summary>
    /// <exception cref="DataFileException">A quote is not closed, or something follows it.</exception>
    public static List<string> Split(string text, int line)
    {
        if (!text.Contains('"'))
            return [.. text.Split(',', StringSplitOptions.TrimEntries)];
        List<string> fields = [];
        for (var at = 0; at <= text.Length; at++)
        {
            while (at < text.Length && text[at] == ' ')
                at++;
            var quoted = at < text.Length && text[at] == '"';
            var end = quoted ? ClosingQuote(text, at, line) + 1 : at;
            while (end < text.Length && (quoted ? text[end] == ' ' : text[end] != ','))
                end++;
            if (end < text.Length && text[end] != ',')
                throw new DataFileException($"line {line}: something follows a closing quote");
            var field = text[at..end].TrimEnd();
            fields.Add(quoted ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : field);
            at = end;
        }

        return fields;
    }

    /// <summary>A field as it stands in a file.</summary>
    public static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(',', '"') < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static int ClosingQuote(string text, int open, int line)
    {
        for (var at = open + 1; at < text.Length; at++)
        {
            if (text[at] != '"')
                continue;
            if (at + 1 == text.Length || text[at + 1] != '"')
                return at;
            at++;
        }

        throw new DataFileException($"line {line}: a quote is not closed");
    }
}
