using System.Globalization;
using System.Xml.Linq;
using Misgen.Host.Commands;

namespace Misgen.Host.Tests.Commands;

public sealed class DrawCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Draw_Cone_IsAPlaneOfCircles()
    {
        var picture = await Draw("synthetic/cone", "--count", "12");

        Texts(picture).Should().Contain(["synthetic/cone: 12 demonstrations", "x", "y", "radius", "0.5"]);
        var paths = Paths(picture);
        paths.Should().HaveCount(12);
        picture.Descendants().Count(element => element.Name.LocalName == "circle").Should().Be(12);
        foreach (var path in paths)
        {
            // Equal axes: a circle is as wide as it is high, but for its 32 steps and rounding.
            var width = path.Max(point => point.X) - path.Min(point => point.X);
            var height = path.Max(point => point.Y) - path.Min(point => point.Y);
            width.Should().BeApproximately(height, (0.1 * width) + 0.5);
            path.Should().OnlyContain(point => point.X >= 76 && point.X <= 536 && point.Y >= 48 && point.Y <= 508);
        }
    }

    [Fact]
    public async Task Draw_Sine_IsAPanelOverTime()
    {
        var picture = await Draw("synthetic/sine");

        Texts(picture).Should().Contain(["synthetic/sine: 24 demonstrations", "step", "x", "frequency (cycles/window)", "0", "60"]);
        Paths(picture).Should().HaveCount(24);
        Paths(picture).Should().OnlyContain(path => path.Length == 64 && path[0].X == 76 && path[63].X == 636);
    }

    [Fact]
    public async Task Draw_Colours_FollowTheQuantity()
    {
        var picture = await Draw("synthetic/cone", "--count", "200");

        // Viridis rises in brightness, and here from dark for a small radius to bright for a large one.
        var shapes = picture.Descendants().Where(element => element.Attribute("class")?.Value == "path")
            .Select(element => (Brightness: Brightness(element.Attribute("stroke")!.Value), Path: Points(element)))
            .Select(shape => (shape.Brightness, Radius: shape.Path.Max(point => point.X) - shape.Path.Min(point => point.X))).OrderBy(shape => shape.Radius).ToArray();
        shapes[..50].Average(shape => shape.Brightness).Should().BeLessThan(shapes[50..150].Average(shape => shape.Brightness));
        shapes[50..150].Average(shape => shape.Brightness).Should().BeLessThan(shapes[150..].Average(shape => shape.Brightness));
    }

    [Fact]
    public async Task Draw_Repeated_WritesTheSameBytesAndSaysThatItReplaced()
    {
        var file = Path.Combine(_cli.Folder, "picture.svg");
        await Draw("synthetic/sine");
        var first = await File.ReadAllBytesAsync(file);

        var again = await CommandLine.Run("draw", "--task", "synthetic/sine", "--out", file);

        (await File.ReadAllBytesAsync(file)).Should().Equal(first);
        again.Error.Should().Be($"drew 24 demonstrations of synthetic/sine to {file}; the file that was there is replaced\n");
    }

    [Theory]
    [InlineData("--out a.png: pictures are written as .svg", "synthetic/cone", "--out", "a.png")]
    [InlineData("--count takes a whole number from 1 to 1000, not '1001'", "synthetic/cone", "--out", "a.svg", "--count", "1001")]
    [InlineData("--seed takes a whole number from 0, not 'x'", "synthetic/cone", "--out", "a.svg", "--seed", "x")]
    [InlineData("unknown task 'synthetic/cosine'", "synthetic/cosine", "--out", "a.svg")]
    [InlineData("cannot write /proc/a.svg: ", "synthetic/cone", "--out", "/proc/a.svg")]
    [InlineData("Option '--out' is required", "synthetic/cone")]
    public async Task Draw_WrongInput_OneLineAndExitTwo(string message, params string[] options)
    {
        var result = await CommandLine.Run(["draw", "--task", .. options]);

        result.Exit.Should().Be(ExitCode.WrongInput);
        result.Error.Should().StartWith("misgen-bench: ").And.Contain(message);
        result.Error.TrimEnd('\n').Should().NotContain("\n");
    }

    private static string[] Texts(XDocument picture) => [.. picture.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];

    private static (double X, double Y)[][] Paths(XDocument picture) =>
        [.. picture.Descendants().Where(element => element.Attribute("class")?.Value == "path").Select(Points)];

    private static (double X, double Y)[] Points(XElement path) =>
        [.. path.Attribute("d")!.Value[1..].Split(" L").Select(point => point.Split(',')).Select(pair => (Number(pair[0]), Number(pair[1])))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static int Brightness(string colour) => Enumerable.Range(0, 3).Sum(part => int.Parse(colour.AsSpan(1 + (2 * part), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private async Task<XDocument> Draw(string task, params string[] options)
    {
        var file = Path.Combine(_cli.Folder, "picture.svg");
        var result = await CommandLine.Run(["draw", "--task", task, "--out", file, .. options]);
        result.Exit.Should().Be(ExitCode.Done, result.Error);
        return XDocument.Load(file);
    }
}
