using System.Globalization;
using Misgen.Pipeline.Configuration;

namespace Misgen.Host.Commands;

/// <summary><c>--channels 0,1</c> or <c>--channels x,y</c>.</summary>
internal static class ChannelChoice
{
    /// <summary>The indices of the wanted channels. A name goes before a number.</summary>
    /// <param name="text">Names or numbers from 0, separated by commas; null for all.</param>
    /// <param name="names">Names of all channels.</param>
    /// <exception cref="InvalidInputException">A channel does not exist or is named twice.</exception>
    public static int[] Of(string? text, IReadOnlyList<string> names)
    {
        if (text is null)
            return [.. Enumerable.Range(0, names.Count)];
        var chosen = text.Split(',', StringSplitOptions.TrimEntries).Select(Find).ToArray();
        return chosen.Distinct().Count() == chosen.Length
            ? chosen
            : throw new InvalidInputException($"--channels {text} names a channel twice");

        int Find(string one)
        {
            var place = names.ToList().IndexOf(one);
            if (place >= 0 || (int.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out place) && place < names.Count))
                return place;
            throw new InvalidInputException($"--channels {text}: there is no channel '{one}', known: {string.Join(", ", names)} (numbers start at 0)");
        }
    }
}
