namespace Misgen.Plugins.Maze.Tests;

public sealed class LayoutFileTests
{
    [Theory]
    [InlineData("", "own.txt: 0 free cells, expected 2 to 2000: mark them with 'O'")]
    [InlineData("###\n###\n###\n", "own.txt: 0 free cells, expected 2 to 2000: mark them with 'O'")]
    [InlineData("###\n#O#\n###\n", "own.txt: 1 free cells, expected 2 to 2000: mark them with 'O'")]
    [InlineData("####\n#OO#\n###\n", "own.txt, row 3: 3 cells, but row 1 has 4: make all rows equally long")]
    [InlineData("####\n#OO#\n\n####\n", "own.txt, row 3: 0 cells, but row 1 has 4: make all rows equally long")]
    [InlineData("####\n#OO##\n####\n", "own.txt, row 2: 5 cells, but row 1 has 4: make all rows equally long")]
    [InlineData("####\n#O.#\n####\n", "own.txt, row 2, column 3: found '.', expected '#' (wall), 'O' or 'G' (free)")]
    [InlineData("####\n#o #\n####\n", "own.txt, row 2, column 2: found 'o', expected '#' (wall), 'O' or 'G' (free)")]
    [InlineData("####\n#OO\t\n####\n", "own.txt, row 2, column 4: found U+0009, expected '#' (wall), 'O' or 'G' (free)")]
    [InlineData("#O##\n#OO#\n####\n", "own.txt, row 1, column 2: a free cell at the border, expected '#': surround the maze with walls")]
    [InlineData("####\n#OO#\n###O\n", "own.txt, row 3, column 4: a free cell at the border, expected '#': surround the maze with walls")]
    [InlineData("####\nOOO#\n####\n", "own.txt, row 2, column 1: a free cell at the border, expected '#': surround the maze with walls")]
    [InlineData("####\n#OOO\n####\n", "own.txt, row 2, column 4: a free cell at the border, expected '#': surround the maze with walls")]
    public void Parse_NoMap_SaysWhatAndWhere(string text, string message)
    {
        var parse = () => LayoutFile.Parse(text, "own.txt");

        parse.Should().Throw<InvalidDataException>().Which.Message.Should().Be(message);
    }

    [Theory]
    [InlineData("######\n#OO#O#\n######", "own.txt, row 2, column 5: this free cell cannot be reached from row 2, column 2: open a way for it or close it with '#'")]
    [InlineData("####\n#O##\n##O#\n####", "own.txt, row 3, column 3: this free cell cannot be reached from row 2, column 2: open a way for it or close it with '#'")]
    public void GridPaths_MapInTwoParts_SaysWhere(string text, string message)
    {
        var paths = () => new GridPaths(LayoutFile.Parse(text, "own.txt"));

        paths.Should().Throw<InvalidDataException>().Which.Message.Should().Be(message);
    }

    [Fact]
    public void Parse_TooManyFreeCells_SaysHowMany()
    {
        string[] rows = [new('#', 52), .. Enumerable.Repeat($"#{new string('O', 50)}#", 41), new('#', 52)];

        var parse = () => LayoutFile.Parse(string.Join('\n', rows), "own.txt");

        parse.Should().Throw<InvalidDataException>().Which.Message.Should().Be("own.txt: 2050 free cells, expected 2 to 2000: mark them with 'O'");
    }

    [Theory]
    [InlineData("####\n#OG#\n####")]
    [InlineData("####\r\n#OO#\r\n####\r\n\r\n")]
    public void Parse_GoalMarkAndAnyLineEndings_AreRead(string text)
    {
        var layout = LayoutFile.Parse(text, "own.txt");

        (layout.Rows, layout.Columns).Should().Be((3, 4));
        layout.FreeCells.Should().Equal(new Cell(1, 1), new Cell(1, 2));
    }
}
