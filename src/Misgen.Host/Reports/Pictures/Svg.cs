using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Misgen.Host.Reports.Pictures;

/// <summary>The parts of an SVG picture.</summary>
internal static class Svg
{
    private const string Style =
        "text { font-family: -apple-system, \"Segoe UI\", \"Noto Sans\", Helvetica, Arial, sans-serif; font-size: 13px; fill: #3c4650; } "
        + ".head { font-size: 16px; font-weight: 600; } .grid { stroke: #e6e9ec; } .frame { fill: none; stroke: #9aa3ac; } "
        + ".path { fill: none; stroke-width: 1.3; stroke-linejoin: round; stroke-linecap: round; stroke-opacity: .85; }";

    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    /// <summary>A whole picture with a white background, readable without any other file.</summary>
    public static byte[] Picture(int width, int height, string title, string description, IEnumerable<XElement> content)
    {
        var root = Element(
            "svg", ("viewBox", $"0 0 {width} {height}"), ("width", $"{width}"), ("height", $"{height}"), ("role", "img"), ("aria-labelledby", "title desc"));
        root.Add(
            new XElement(Namespace + "title", new XAttribute("id", "title"), title),
            new XElement(Namespace + "desc", new XAttribute("id", "desc"), description),
            new XElement(Namespace + "style", Style),
            Element("rect", ("width", $"{width}"), ("height", $"{height}"), ("fill", "#ffffff")),
            content);
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
            root.Save(writer);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    public static XElement Element(string name, params (string Name, string Value)[] attributes) =>
        new(Namespace + name, attributes.Select(attribute => new XAttribute(attribute.Name, attribute.Value)));

    public static XElement Text(double x, double y, string text, string anchor = "middle", string? kind = null)
    {
        var element = Element("text", ("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor));
        if (kind is not null)
            element.Add(new XAttribute("class", kind));
        element.Add(text);
        return element;
    }

    /// <summary>Text that is read from below.</summary>
    public static XElement Upward(double x, double y, string text)
    {
        var element = Text(x, y, text);
        element.Add(new XAttribute("transform", $"rotate(-90 {Number(x)} {Number(y)})"));
        return element;
    }

    public static XElement Line(double x1, double y1, double x2, double y2) =>
        Element("line", ("class", "grid"), ("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)));

    public static XElement Frame(double x, double y, double width, double height) =>
        Element("rect", ("class", "frame"), ("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)));

    public static XElement Path(IEnumerable<(double X, double Y)> points, string colour) =>
        Element("path", ("class", "path"), ("stroke", colour), ("d", "M" + string.Join(" L", points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))));

    public static XElement Dot(double x, double y, string colour) =>
        Element("circle", ("cx", Number(x)), ("cy", Number(y)), ("r", "2.4"), ("fill", colour));

    /// <summary>A gradient of equally spaced colours, from below to above.</summary>
    public static XElement Gradient(string id, IEnumerable<string> colours)
    {
        var all = colours.ToArray();
        var gradient = Element("linearGradient", ("id", id), ("x1", "0"), ("y1", "1"), ("x2", "0"), ("y2", "0"));
        gradient.Add(all.Select((colour, place) => Element(
            "stop", ("offset", ((double)place / (all.Length - 1)).ToString("0.####", CultureInfo.InvariantCulture)), ("stop-color", colour))));
        return gradient;
    }

    public static string Number(double value) => (Math.Round(value, 1) + 0).ToString("0.#", CultureInfo.InvariantCulture);
}
