using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Misgen.Core.DataFiles;

/// <summary>
/// Comma-separated text with a header: the columns <c>trajectory</c> and <c>step</c>, whole numbers, and one column per channel.
/// Rows may stand in any order; trajectories are numbered by rising <c>trajectory</c>.
/// </summary>
internal static class CsvFile
{
    private const string TrajectoryColumn = "trajectory";
    private const string StepColumn = "step";

    /// <summary>Reads a file.</summary>
    public static TrajectorySet Read(FileStream stream)
    {
        if (stream.Length > TrajectoryFile.MaximumBytes)
            throw new DataFileException($"it has {stream.Length} bytes, at most {TrajectoryFile.MaximumBytes} can be read (.npy is smaller)");
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            var columns = Columns.Of(CsvLine.Split(reader.ReadLine() ?? throw new DataFileException("it is empty"), 1));
            List<Row> rows = [];
            List<float> values = [];
            for (var line = 2; reader.ReadLine() is { } text; line++)
            {
                if (string.IsNullOrWhiteSpace(text))
                    continue;
                rows.Add(columns.Read(CsvLine.Split(text, line), line, values));
                if (values.Count > TrajectoryFile.MaximumValues)
                    throw new DataFileException($"line {line}: at most {TrajectoryFile.MaximumValues} values can be read");
            }

            return Arrange(rows, CollectionsMarshal.AsSpan(values), columns.Channels);
        }
        catch (DecoderFallbackException exception)
        {
            throw new DataFileException("it is not UTF-8 text", exception);
        }
    }

    /// <summary>Writes trajectories and steps from 0; a value reads back as the same float32.</summary>
    public static void Write(Stream stream, TrajectorySet set)
    {
        if (set.Channels.FirstOrDefault(name => name is TrajectoryColumn or StepColumn) is { } taken)
            throw new DataFileException($"a channel is named '{taken}' as a column of its own is: write .npy instead");
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', set.Channels.Prepend(StepColumn).Prepend(TrajectoryColumn).Select(CsvLine.Quoted)));
        for (var i = 0; i < set.Count; i++)
        {
            var trajectory = set.Trajectory(i);
            for (var step = 0; step < set.Length; step++)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{i},{step}"));
                foreach (var value in trajectory.Slice(step * set.Channels.Count, set.Channels.Count))
                    writer.Write(string.Create(CultureInfo.InvariantCulture, $",{value:R}"));
                writer.WriteLine();
            }
        }
    }

    private static TrajectorySet Arrange(List<Row> rows, ReadOnlySpan<float> values, string[] channels)
    {
        if (rows.Count == 0)
            throw new DataFileException("it has a header and no row");
        var order = Enumerable.Range(0, rows.Count).OrderBy(at => rows[at].Trajectory).ThenBy(at => rows[at].Step).ThenBy(at => at).ToArray();
        var first = rows[order[0]];
        var (length, start) = (0, 0);
        var arranged = new float[values.Length];
        for (var at = 0; at < order.Length; at++)
        {
            var row = rows[order[at]];
            if (at > 0 && rows[order[at - 1]] is var before && before.Trajectory == row.Trajectory)
                CheckSteps(before, row);
            else if (row.Step != first.Step)
                throw new DataFileException($"line {row.Line}: trajectory {row.Trajectory} begins at step {row.Step}, trajectory {first.Trajectory} at step {first.Step}");
            if (at + 1 == order.Length || rows[order[at + 1]].Trajectory != row.Trajectory)
            {
                var steps = at + 1 - start;
                if (length != 0 && length != steps)
                    throw new DataFileException($"line {row.Line}: trajectory {row.Trajectory} has {steps} steps, trajectory {first.Trajectory} has {length}: all need the same number");
                (length, start) = (steps, at + 1);
            }

            values.Slice(order[at] * channels.Length, channels.Length).CopyTo(arranged.AsSpan(at * channels.Length));
        }

        return new TrajectorySet(arranged, order.Length / length, length, channels);
    }

    private static void CheckSteps(Row before, Row row)
    {
        if (before.Step == row.Step)
            throw new DataFileException($"line {row.Line}: trajectory {row.Trajectory} has step {row.Step} a second time, the first is on line {before.Line}");
        if (before.Step + 1 != row.Step)
            throw new DataFileException($"line {row.Line}: trajectory {row.Trajectory} goes from step {before.Step} to step {row.Step}, step {before.Step + 1} is missing");
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(long Trajectory, long Step, int Line);

    private sealed record Columns(int Trajectory, int Step, int[] Places, string[] Channels)
    {
        public static Columns Of(List<string> names)
        {
            if (names.Find(name => name.Length == 0 || names.IndexOf(name) != names.LastIndexOf(name)) is { } wrong)
                throw new DataFileException(wrong.Length == 0 ? "line 1: a column has no name" : $"line 1: two columns are named '{Printable.Of(wrong)}'");
            var (trajectory, step) = (names.IndexOf(TrajectoryColumn), names.IndexOf(StepColumn));
            if (trajectory < 0 || step < 0)
                throw new DataFileException($"line 1: no column '{(trajectory < 0 ? TrajectoryColumn : StepColumn)}' among {Printable.Of(string.Join(", ", names))}; expected trajectory,step and one column per channel, separated by commas");
            var places = Enumerable.Range(0, names.Count).Where(place => place != trajectory && place != step).ToArray();
            return places.Length > 0
                ? new Columns(trajectory, step, places, [.. places.Select(place => names[place])])
                : throw new DataFileException("line 1: no column for a channel beside trajectory and step");
        }

        public Row Read(List<string> fields, int line, List<float> values)
        {
            if (fields.Count != Places.Length + 2)
                throw new DataFileException($"line {line}: it has {fields.Count} fields, the header has {Places.Length + 2}");
            for (var channel = 0; channel < Places.Length; channel++)
                values.Add(Value(fields[Places[channel]], Channels[channel], line));
            return new Row(Whole(fields[Trajectory], TrajectoryColumn, line), Whole(fields[Step], StepColumn, line), line);
        }

        private static float Value(string field, string channel, int line)
        {
            if (!float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                throw new DataFileException($"line {line}: column '{Printable.Of(channel)}' has '{Printable.Of(field)}', expected a number");
            return float.IsFinite(value)
                ? value
                : throw new DataFileException($"line {line}: column '{Printable.Of(channel)}' has '{Printable.Of(field)}', expected a number that is finite as float32");
        }

        private static long Whole(string field, string column, int line) =>
            long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && Math.Abs((decimal)value) < 1L << 62
                ? value
                : throw new DataFileException($"line {line}: column '{column}' has '{Printable.Of(field)}', expected a whole number");
    }
}
