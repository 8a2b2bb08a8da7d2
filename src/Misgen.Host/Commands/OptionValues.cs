using System.Globalization;
using Misgen.Plugins;
using Misgen.Pipeline.Configuration;

namespace Misgen.Host.Commands;

/// <summary>Numbers of the command line, each refused with its option's name.</summary>
internal static class OptionValues
{
    /// <summary>A whole number from 0, such as a seed.</summary>
    /// <exception cref="InvalidInputException">The text is none.</exception>
    public static ulong Seed(string option, string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : throw new InvalidInputException($"{option} takes a whole number from 0, not '{text}'");

    /// <summary>A whole number from 1 to <paramref name="most"/>.</summary>
    /// <exception cref="InvalidInputException">The text is none.</exception>
    public static int Count(string option, string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most
            ? count
            : throw new InvalidInputException($"{option} takes a whole number from 1 to {most.ToString(CultureInfo.InvariantCulture)}, not '{text}'");

    /// <summary>A finite number above 0.</summary>
    /// <exception cref="InvalidInputException">The text is none.</exception>
    public static double Positive(string option, string text) => Number(text) is { } value and > 0
        ? value
        : throw new InvalidInputException($"{option} takes a number above 0, not '{text}'");

    /// <summary>Two finite numbers in order.</summary>
    /// <exception cref="InvalidInputException">The texts are none.</exception>
    public static QuantityRange Range(string option, IReadOnlyList<string> texts) =>
        texts.Count == 2 && Number(texts[0]) is { } low && Number(texts[1]) is { } high && low < high && double.IsFinite(high - low)
            ? new QuantityRange(low, high)
            : throw new InvalidInputException($"{option} takes two numbers, the lower one first, not '{string.Join(' ', texts)}'");

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
