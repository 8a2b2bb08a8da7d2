using System.Globalization;
using System.Text;
using System.Xml;
using Misgen.Pipeline.Leaderboard.Comparison;

namespace Misgen.Host.Reports.Checks;

/// <summary>
/// A check as JUnit XML, which every CI server reads: a suite per task and model, a case per comparison. What moved is a failure, what
/// is too wide to decide is skipped.
/// </summary>
internal static class CheckJUnit
{
    public static byte[] Of(BoardComparison comparison)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            WriteCounts(xml, "misgen-bench check", [.. comparison.Changes]);
            foreach (var suite in comparison.Changes.GroupBy(change => (change.Task, change.Model)))
                WriteSuite(xml, $"{suite.Key.Task}, {suite.Key.Model}", [.. suite], comparison);
            xml.WriteEndElement();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void WriteSuite(XmlWriter xml, string name, Change[] changes, BoardComparison comparison)
    {
        xml.WriteStartElement("testsuite");
        WriteCounts(xml, name, changes);
        foreach (var change in changes)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", Valid($"{change.Task}.{change.Model}"));
            xml.WriteAttributeString("name", Valid(ChangeSentence.Name(change)));
            xml.WriteAttributeString("time", "0");
            if (change.Outcome != Outcome.Same)
            {
                var sentence = Valid(ChangeSentence.Of(change, comparison));
                xml.WriteStartElement(change.Outcome == Outcome.Moved ? "failure" : "skipped");
                xml.WriteAttributeString("message", change.Outcome == Outcome.Moved ? sentence : $"too wide to decide: {sentence}");
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, string name, Change[] changes)
    {
        xml.WriteAttributeString("name", Valid(name));
        Write("tests", changes.Length);
        Write("failures", changes.Count(change => change.Outcome == Outcome.Moved));
        Write("errors", 0);
        Write("skipped", changes.Count(change => change.Outcome == Outcome.Undecided));
        xml.WriteAttributeString("time", "0");

        void Write(string attribute, int count) => xml.WriteAttributeString(attribute, count.ToString(CultureInfo.InvariantCulture));
    }

    // Names come from files; XML 1.0 has no place for some symbols.
    private static string Valid(string text) => string.Concat(text.Select(symbol => XmlConvert.IsXmlChar(symbol) ? symbol : '?'));
}
