using Misgen.Core.DataFiles;

namespace Misgen.Core.Tests.DataFiles;

public sealed class CsvFileTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_RowsAndColumnsInAnyOrder_AreArranged()
    {
        var set = TrajectoryFile.Read(_folder.Write("a.csv", "\uFEFFy,step,trajectory,\"x, m\"\r\n11,2,7,10\r\n\r\n1,1,5,0\r\n 3 ,2,5,2\n9,1,7,8e0\n"));

        set.Channels.Should().Equal("y", "x, m");
        set.Shape.Should().Be("[2, 2, 2]");
        set.Values.Should().Equal(1, 0, 3, 2, 9, 8, 11, 10);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("trajectory,step,x\n", "it has a header and no row")]
    [InlineData("trajectory,step\n0,0\n", "line 1: no column for a channel beside trajectory and step")]
    [InlineData("trajectory;step;x\n0;0;1\n", "line 1: no column 'trajectory' among trajectory;step;x; expected trajectory,step and one column per channel, separated by commas")]
    [InlineData("trajectory,time,x\n0,0,1\n", "line 1: no column 'step' among trajectory, time, x")]
    [InlineData("trajectory,step,x,x\n0,0,1,1\n", "line 1: two columns are named 'x'")]
    [InlineData("trajectory,step,,x\n0,0,1,1\n", "line 1: a column has no name")]
    [InlineData("trajectory,step,x\n0,0,1\n0,1\n", "line 3: it has 2 fields, the header has 3")]
    [InlineData("trajectory,step,x\n0,0,1\n0,1,2,3\n", "line 3: it has 4 fields, the header has 3")]
    [InlineData("trajectory,step,x\n0,0,one\n", "line 2: column 'x' has 'one', expected a number")]
    [InlineData("trajectory,step,x\n0,0,\n", "line 2: column 'x' has '', expected a number")]
    [InlineData("trajectory,step,x\n0,0,1\n0,1,NaN\n", "line 3: column 'x' has 'NaN', expected a number that is finite as float32")]
    [InlineData("trajectory,step,x\n0,0,-Infinity\n", "line 2: column 'x' has '-Infinity', expected a number that is finite as float32")]
    [InlineData("trajectory,step,x\n0,0,inf\n", "line 2: column 'x' has 'inf', expected a number")]
    [InlineData("trajectory,step,x\n0,0,1e39\n", "line 2: column 'x' has '1e39', expected a number that is finite as float32")]
    [InlineData("trajectory,step,x\n0,0.5,1\n", "line 2: column 'step' has '0.5', expected a whole number")]
    [InlineData("trajectory,step,x\na,0,1\n", "line 2: column 'trajectory' has 'a', expected a whole number")]
    [InlineData("trajectory,step,x\n0,0,1\n0,1,2\n0,0,3\n", "line 4: trajectory 0 has step 0 a second time, the first is on line 2")]
    [InlineData("trajectory,step,x\n0,0,1\n0,2,2\n", "line 3: trajectory 0 goes from step 0 to step 2, step 1 is missing")]
    [InlineData("trajectory,step,x\n0,0,1\n0,1,2\n1,1,2\n1,2,2\n", "line 4: trajectory 1 begins at step 1, trajectory 0 at step 0")]
    [InlineData("trajectory,step,x\n0,0,1\n0,1,2\n1,0,2\n", "line 4: trajectory 1 has 1 steps, trajectory 0 has 2: all need the same number")]
    [InlineData("trajectory,step,x\n0,0,1\n1,0,2\n1,1,2\n2,0,1\n", "line 4: trajectory 1 has 2 steps, trajectory 0 has 1")]
    [InlineData("trajectory,step,\"x\n0,0,1\n", "line 1: a quote is not closed")]
    [InlineData("trajectory,step,\"x\"y\n0,0,1\n", "line 1: something follows a closing quote")]
    public void Read_WhatIsWrong_IsNamedWithItsLine(string text, string message)
    {
        var path = _folder.Write("a.csv", text);

        Fault(path).Should().StartWith($"{path}: {message}");
    }

    [Fact]
    public void Read_BytesThatAreNoText_SaysSo() => Fault(_folder.Write("a.csv", [0xFF, 0xC0, 0x20])).Should().EndWith("it is not UTF-8 text");

    [Fact]
    public void Read_CorruptedAnywhere_IsReadOrOneError()
    {
        var whole = "trajectory,step,x,\"y\"\n0,0,1.5,2\n0,1,3,4\n1,0,5,6\n1,1,7,8\n"u8.ToArray();
        var random = new Random(3);
        for (var trial = 0; trial < 3000; trial++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                var set = TrajectoryFile.Read(_folder.Write("a.csv", bytes[..random.Next(bytes.Length + 1)]));
                set.Values.Length.Should().Be(set.Count * set.Length * set.Channels.Count);
            }
            catch (DataFileException exception)
            {
                exception.Message.Should().NotContain("\n");
            }
        }
    }

    [Fact]
    public void Write_Trajectories_IsPlainText()
    {
        TrajectoryFile.Write(_folder.PathOf("a.csv"), DataFolder.Set([1, 0.1f, 1e-10f, -3], 1, 2, "x", "y, \"m\""));

        File.ReadAllText(_folder.PathOf("a.csv")).Should().Be("trajectory,step,x,\"y, \"\"m\"\"\"\n0,0,1,0.1\n0,1,1E-10,-3\n");
        TrajectoryFile.Read(_folder.PathOf("a.csv")).Channels.Should().Equal("x", "y, \"m\"");
    }

    [Fact]
    public void Write_ChannelNamedAsAColumn_IsRefusedAndLeavesNothing()
    {
        var path = _folder.PathOf("a.csv");

        ((Action)(() => TrajectoryFile.Write(path, DataFolder.Set([1], 1, 1, "step")))).Should().Throw<DataFileException>()
            .WithMessage($"cannot write {path}: a channel is named 'step' as a column of its own is: write .npy instead");
        Directory.EnumerateFiles(Path.GetDirectoryName(path)!).Should().BeEmpty();
    }

    private static string Fault(string path) => ((Func<object>)(() => TrajectoryFile.Read(path))).Should().ThrowExactly<DataFileException>().Which.Message;
}
