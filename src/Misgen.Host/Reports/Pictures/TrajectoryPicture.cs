using System.Globalization;
using System.Xml.Linq;
using Misgen.Core.DataFiles;
using Misgen.Plugins;

namespace Misgen.Host.Reports.Pictures;

/// <summary>
/// Trajectories of a task, coloured by their quantity. Two channels of one unit are a plane with equal axes; any others have a panel
/// each, over time.
/// </summary>
internal sealed class TrajectoryPicture
{
    private const double Left = 76;
    private const double Top = 48;
    private const double Bottom = 56;

    // For the colour bar and its labels.
    private const double Right = 124;
    private const double PlaneSide = 460;
    private const double PanelWidth = 560;
    private const double PanelGap = 22;
    private const int BarStops = 18;
    private readonly PhysicsTask _task;
    private readonly TrajectorySet _set;
    private readonly string[] _colours;

    private TrajectoryPicture(PhysicsTask task, TrajectorySet set, double[] q)
    {
        _task = task;
        _set = set;
        var range = task.Quantity.Range;
        _colours = [.. q.Select(value => Viridis.At((value - range.Low) / range.Width))];
    }

    /// <summary>Draws trajectories.</summary>
    /// <param name="task">Their task.</param>
    /// <param name="set">The trajectories.</param>
    /// <param name="q">Their quantity; NaN is drawn in grey.</param>
    /// <returns>An SVG file.</returns>
    public static byte[] Of(PhysicsTask task, TrajectorySet set, double[] q)
    {
        var picture = new TrajectoryPicture(task, set, q);
        return task.Simulator.Layout.Channels is [var x, var y] && x.Unit == y.Unit ? picture.Plane() : picture.Panels();
    }

    private byte[] Plane()
    {
        var channels = _task.Simulator.Layout.Channels;
        var x = Around(0, Left, Left + PlaneSide);
        var y = Around(1, Top + PlaneSide, Top);
        var scale = Math.Max(x.Scale, y.Scale);
        (x, y) = (x.AtScale(scale), y.AtScale(scale));
        List<XElement> content = [.. Grid(x, y, channels[1], drawTimeTicks: true), Label(x, Top + PlaneSide, channels[0].Name, channels[0].Unit)];
        for (var i = 0; i < _set.Count; i++)
            content.Add(Svg.Path(Steps().Select(step => (x.Pixel(Value(i, step, 0)), y.Pixel(Value(i, step, 1)))), _colours[i]));
        for (var i = 0; i < _set.Count; i++)
            content.Add(Svg.Dot(x.Pixel(Value(i, 0, 0)), y.Pixel(Value(i, 0, 1)), _colours[i]));
        return Finish(content, PlaneSide, PlaneSide, "One path per demonstration, a dot where it starts");
    }

    private byte[] Panels()
    {
        var layout = _task.Simulator.Layout;
        var height = layout.Channels.Count == 1 ? 320.0 : 150;
        var time = new Axis(0, (layout.Length - 1) * layout.Interval, Left, Left + PanelWidth);
        List<XElement> content = [];
        for (var channel = 0; channel < layout.Channels.Count; channel++)
        {
            var top = Top + (channel * (height + PanelGap));
            var y = Around(channel, top + height, top);
            content.AddRange(Grid(time, y, layout.Channels[channel], drawTimeTicks: channel == layout.Channels.Count - 1));
            for (var i = 0; i < _set.Count; i++)
                content.Add(Svg.Path(Steps().Select(step => (time.Pixel(step * layout.Interval), y.Pixel(Value(i, step, channel)))), _colours[i]));
        }

        var total = (layout.Channels.Count * (height + PanelGap)) - PanelGap;
        content.Add(layout.IntervalUnit == "step" ? Label(time, Top + total, "step", "1") : Label(time, Top + total, "time", layout.IntervalUnit));
        return Finish(content, PanelWidth, total, "One line per demonstration, a panel per channel");
    }

    private byte[] Finish(List<XElement> content, double width, double height, string what)
    {
        var count = _set.Count.ToString("N0", CultureInfo.InvariantCulture);
        var title = $"{_task.Id}: {count} demonstrations";
        content.Insert(0, Svg.Text(Left, 30, title, "start", "head"));
        content.AddRange(ColourBar(Left + width + 22, height));
        return Svg.Picture(
            (int)(Left + width + Right), (int)(Top + height + Bottom), title, $"{_task.Description}. {what}, coloured by {_task.Quantity.Name}.", content);
    }

    private static IEnumerable<XElement> Grid(Axis x, Axis y, Channel channel, bool drawTimeTicks)
    {
        foreach (var (value, text) in x.Ticks())
        {
            yield return Svg.Line(x.Pixel(value), y.From, x.Pixel(value), y.To);
            if (drawTimeTicks)
                yield return Svg.Text(x.Pixel(value), y.From + 18, text);
        }

        foreach (var (value, text) in y.Ticks())
        {
            yield return Svg.Line(x.From, y.Pixel(value), x.To, y.Pixel(value));
            yield return Svg.Text(x.From - 8, y.Pixel(value) + 4.5, text, "end");
        }

        yield return Svg.Frame(x.From, y.To, x.To - x.From, y.From - y.To);
        yield return Svg.Upward(22, (y.From + y.To) / 2, WithUnit(channel.Name, channel.Unit));
    }

    private static XElement Label(Axis x, double bottom, string name, string unit) => Svg.Text((x.From + x.To) / 2, bottom + 42, WithUnit(name, unit));

    private IEnumerable<XElement> ColourBar(double x, double height)
    {
        var quantity = _task.Quantity;
        var bar = new Axis(quantity.Range.Low, quantity.Range.High, Top + height, Top);
        yield return Svg.Gradient("scale", Enumerable.Range(0, BarStops + 1).Select(stop => Viridis.At((double)stop / BarStops)));
        yield return Svg.Element(
            "rect", ("x", Svg.Number(x)), ("y", Svg.Number(Top)), ("width", "14"), ("height", Svg.Number(height)), ("fill", "url(#scale)"));
        yield return Svg.Frame(x, Top, 14, height);
        foreach (var (value, text) in bar.Ticks())
            yield return Svg.Text(x + 20, bar.Pixel(value) + 4.5, text, "start");
        yield return Svg.Upward(x + 80, Top + (height / 2), WithUnit(quantity.Name, quantity.Unit));
    }

    private Axis Around(int channel, double from, double to)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = channel; i < _set.Values.Length; i += _set.Channels.Count)
            (low, high) = (Math.Min(low, _set.Values[i]), Math.Max(high, _set.Values[i]));
        return Axis.Around(low, high, from, to);
    }

    private IEnumerable<int> Steps() => Enumerable.Range(0, _set.Length);

    private double Value(int trajectory, int step, int channel) => _set.Trajectory(trajectory)[(step * _set.Channels.Count) + channel];

    private static string WithUnit(string name, string unit) => unit == "1" ? name : $"{name} ({unit})";
}
