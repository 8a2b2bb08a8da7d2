namespace Misgen.Plugins.Maze;

/// <summary>A cell of the map, counted from the upper left corner, which is (0, 0).</summary>
internal readonly record struct Cell(int Row, int Column)
{
    public Point Centre => new(Column + 0.5, Row + 0.5);

    /// <summary>As an editor counts: from 1.</summary>
    public override string ToString() => $"row {Row + 1}, column {Column + 1}";
}

/// <summary>
/// A map of square cells of 1 m. The origin is its upper left corner, x runs to the right along a row, y downwards: cell
/// (row, column) covers <c>[column, column + 1) × [row, row + 1)</c>. What is outside the map is wall.
/// </summary>
internal sealed class MazeLayout
{
    private readonly bool[] _free;

    /// <summary>Makes the map.</summary>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="freeCells">The cells that are not wall.</param>
    public MazeLayout(string source, int rows, int columns, IReadOnlyList<Cell> freeCells)
    {
        (Source, Rows, Columns, FreeCells) = (source, rows, columns, freeCells);
        _free = new bool[rows * columns];
        foreach (var cell in freeCells)
            _free[(cell.Row * columns) + cell.Column] = true;
    }

    public string Source { get; }

    public int Rows { get; }

    public int Columns { get; }

    public IReadOnlyList<Cell> FreeCells { get; }

    public bool IsFree(int row, int column) =>
        (uint)row < (uint)Rows && (uint)column < (uint)Columns && _free[(row * Columns) + column];

    /// <summary>Whether a point, in metres, is not inside a wall.</summary>
    public bool IsFree(double x, double y) =>
        x >= 0 && y >= 0 && x < Columns && y < Rows && _free[((int)y * Columns) + (int)x];
}
