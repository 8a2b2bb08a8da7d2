namespace Misgen.Plugins.Maze;

/// <summary>
/// Shortest paths between the free cells of a map, from cell to cell across an edge and never across a corner: distances of all
/// pairs by breadth-first search (Moore, "The shortest path through a maze", 1959). Cells are numbered as in
/// <see cref="MazeLayout.FreeCells"/>.
/// </summary>
internal sealed class GridPaths
{
    private const ushort Unreached = ushort.MaxValue;
    private static readonly (int Down, int Right)[] Directions = [(0, 1), (1, 0), (0, -1), (-1, 0)];

    private readonly int _count;
    private readonly int[][] _neighbours;
    private readonly ushort[] _distances;
    private readonly int[] _pairs;
    private readonly int[] _pairsAtLeast;

    /// <summary>Finds the distances.</summary>
    /// <param name="layout">The map.</param>
    /// <exception cref="InvalidDataException">A free cell cannot be reached from another.</exception>
    public GridPaths(MazeLayout layout)
    {
        var cells = layout.FreeCells;
        _count = cells.Count;
        _neighbours = NeighboursOf(cells);
        _distances = new ushort[_count * _count];
        Array.Fill(_distances, Unreached);
        for (var from = 0; from < _count; from++)
            Search(from, _distances.AsSpan(from * _count, _count));
        if (_distances.AsSpan(0, _count).IndexOf(Unreached) is var island and >= 0)
            throw new InvalidDataException($"{layout.Source}, {cells[island]}: this free cell cannot be reached from {cells[0]}: open a way for it or close it with '#'");

        Longest = _distances.Max();
        (_pairs, _pairsAtLeast) = SortPairs();
    }

    /// <summary>The largest distance.</summary>
    public int Longest { get; }

    /// <summary>Number of steps from one cell to another.</summary>
    public int Distance(int from, int to) => _distances[(from * _count) + to];

    /// <summary>Draws start and goal uniformly among the ordered pairs of cells that are so many steps apart or more.</summary>
    /// <param name="random">The source of randomness.</param>
    /// <param name="atLeast">Number of steps, at most <see cref="Longest"/>.</param>
    public (int Start, int Goal) DrawPair(RandomStream random, int atLeast)
    {
        var pair = _pairs[random.NextInt32(_pairsAtLeast[atLeast])];
        return (pair / _count, pair % _count);
    }

    /// <summary>Draws the next cell on the way uniformly among the neighbours that are a step nearer to the goal.</summary>
    public int DrawNext(RandomStream random, int cell, int goal)
    {
        Span<int> nearer = stackalloc int[Directions.Length];
        var count = 0;
        foreach (var neighbour in _neighbours[cell])
        {
            if (Distance(goal, neighbour) < Distance(goal, cell))
                nearer[count++] = neighbour;
        }

        return count == 1 ? nearer[0] : nearer[random.NextInt32(count)];
    }

    private static int[][] NeighboursOf(IReadOnlyList<Cell> cells)
    {
        var numbers = new Dictionary<Cell, int>();
        foreach (var cell in cells)
            numbers.Add(cell, numbers.Count);
        return [.. cells.Select(cell => Directions
            .Select(direction => new Cell(cell.Row + direction.Down, cell.Column + direction.Right))
            .Where(numbers.ContainsKey).Select(neighbour => numbers[neighbour]).ToArray())];
    }

    private void Search(int from, Span<ushort> distances)
    {
        var queue = new Queue<int>([from]);
        distances[from] = 0;
        while (queue.TryDequeue(out var cell))
        {
            foreach (var neighbour in _neighbours[cell])
            {
                if (distances[neighbour] != Unreached)
                    continue;
                distances[neighbour] = (ushort)(distances[cell] + 1);
                queue.Enqueue(neighbour);
            }
        }
    }

    // Farthest first, so that the pairs of at least some distance are the first so many: a counting sort.
    private (int[] Pairs, int[] AtLeast) SortPairs()
    {
        var atLeast = new int[Longest + 2];
        foreach (var distance in _distances)
            atLeast[distance]++;
        for (var distance = Longest; distance >= 0; distance--)
            atLeast[distance] += atLeast[distance + 1];
        var next = atLeast[1..];
        var pairs = new int[_distances.Length];
        for (var pair = 0; pair < pairs.Length; pair++)
            pairs[next[_distances[pair]]++] = pair;
        return (pairs, atLeast);
    }
}
