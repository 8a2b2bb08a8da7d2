using System.Text;

namespace Misgen.Plugins.Maze;

/// <summary>
/// Maps as text: a line per row, <c>#</c> for wall and <c>O</c> for free. <c>G</c>, which marks D4RL's fixed goal, is free as well:
/// here start and goal are drawn. Empty lines at the end do not count.
/// </summary>
internal static class LayoutFile
{
    public const string Folder = "layouts";

    // Distances of all pairs of cells are kept: 4 million of them are 8 MB, and as many pairs 16 MB.
    private const int MostFreeCells = 2000;

    /// <summary>Reads the map of a maze.</summary>
    /// <param name="folder">The plugin's folder.</param>
    /// <param name="options">The maze.</param>
    /// <exception cref="InvalidDataException">There is no such file, or it holds no map.</exception>
    public static MazeLayout Read(string folder, MazeOptions options)
    {
        var source = $"{Folder}/{options.LayoutFileName}";
        var path = Path.Combine(folder, Folder, options.LayoutFileName);
        return File.Exists(path)
            ? Parse(File.ReadAllText(path), source)
            : throw options.Wrong($"{source} does not exist in the plugin's folder: put the map there, or name its file as \"layout\"");
    }

    /// <summary>Reads a map.</summary>
    /// <param name="text">The map.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <exception cref="InvalidDataException">It is no map; the message names row and column.</exception>
    public static MazeLayout Parse(string text, string source)
    {
        var rows = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var free = new List<Cell>();
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                var cell = new Cell(row, column);
                if (IsFree(rows[row][column], cell, source))
                    free.Add(cell);
            }

            if (rows[row].Length != rows[0].Length)
                throw new InvalidDataException($"{source}, row {row + 1}: {rows[row].Length} cells, but row 1 has {rows[0].Length}: make all rows equally long");
        }

        if (free.Count is < 2 or > MostFreeCells)
            throw new InvalidDataException($"{source}: {free.Count} free cells, expected 2 to {MostFreeCells}: mark them with 'O'");
        foreach (var cell in free)
        {
            if (cell.Row == 0 || cell.Row == rows.Length - 1 || cell.Column == 0 || cell.Column == rows[0].Length - 1)
                throw new InvalidDataException($"{source}, {cell}: a free cell at the border, expected '#': surround the maze with walls");
        }

        return new MazeLayout(source, rows.Length, rows[0].Length, free);
    }

    private static bool IsFree(char found, Cell cell, string source) => found switch
    {
        '#' => false,
        'O' or 'G' => true,
        _ => throw new InvalidDataException($"{source}, {cell}: found {Shown(found)}, expected '#' (wall), 'O' or 'G' (free)"),
    };

    private static string Shown(char found) =>
        Rune.TryCreate(found, out var rune) && !Rune.IsControl(rune) ? $"'{found}'" : $"U+{(int)found:X4}";
}
