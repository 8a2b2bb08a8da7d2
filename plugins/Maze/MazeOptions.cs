using System.Text.Json.Serialization;

namespace Misgen.Plugins.Maze;

/// <summary>One maze of <c>mazes.json</c>: what is drawn in it and how.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record MazeOptions
{
    private const int MostPoints = 4096;

    // Points that lie further apart could step across a wall's corner, although each of them keeps its clearance.
    private const double LongestStep = 0.2;

    /// <summary>The second part of the task's id, <c>maze/NAME</c>: lower-case letters, digits and dashes.</summary>
    public required string Name { get; init; }

    /// <summary>The range that travelled distances are curated on, <c>[shortest, longest]</c>, in metres.</summary>
    public required IReadOnlyList<double> Lengths { get; init; }

    /// <summary>The file in <c>layouts/</c> that holds the map. Default: <c>NAME.txt</c>.</summary>
    public string? Layout { get; init; }

    /// <summary>Number of points of a demonstration. Default: 64.</summary>
    public int Points { get; init; } = 64;

    /// <summary>How far every point stays away from every wall, in metres. Default: 0.08.</summary>
    public double Clearance { get; init; } = 0.08;

    /// <summary>How far a way-point may lie from the centre of its cell, in metres along each axis. Default: 0.28.</summary>
    public double Jitter { get; init; } = 0.28;

    /// <summary>The file that holds the map.</summary>
    [JsonIgnore]
    public string LayoutFileName => Layout ?? Name + ".txt";

    /// <summary>The range of <see cref="Lengths"/>.</summary>
    [JsonIgnore]
    public QuantityRange Range => new(Lengths[0], Lengths[1]);

    /// <summary>Checks what can be judged without the map.</summary>
    /// <exception cref="InvalidDataException">A value is outside its limits.</exception>
    public void Validate()
    {
        if (Lengths is not [> 0, _] || Lengths[0] >= Lengths[1])
            throw Wrong($"lengths is [{string.Join(", ", Lengths)}], expected [shortest, longest] in metres with 0 < shortest < longest");
        if (Path.GetFileName(LayoutFileName) != LayoutFileName)
            throw Wrong($"layout is '{LayoutFileName}', expected the name of a file in {LayoutFile.Folder}/, without a folder");
        if (Points is < 4 or > MostPoints || Points % 4 != 0)
            throw Wrong($"points is {Points}, expected a multiple of 4 from 4 to {MostPoints} (the U-Net halves a trajectory twice)");
        if (Lengths[1] / (Points - 1) > LongestStep)
        {
            var needed = 4 * (int)Math.Ceiling(((Lengths[1] / LongestStep) + 1) / 4);
            throw Wrong($"{Points} points on {Lengths[1]} m lie {Lengths[1] / (Points - 1):0.00} m apart, expected at most {LongestStep} m: set points to {needed} or more");
        }

        if (Clearance is not (>= 0 and <= 0.4))
            throw Wrong($"clearance is {Clearance} m, expected 0 to 0.4 m (a corridor is 1 m wide)");
        if (!(Jitter >= 0) || Jitter + Clearance > 0.5 + 1e-12)
            throw Wrong($"jitter is {Jitter} m, expected 0 to {0.5 - Clearance:0.###} m, so that way-points keep the clearance of {Clearance} m");
    }

    /// <summary>The error that something in this entry is wrong.</summary>
    /// <param name="what">What was found and what was expected.</param>
    public InvalidDataException Wrong(string what) => new($"{MazesFile.FileName}, maze '{Name}': {what}");
}
