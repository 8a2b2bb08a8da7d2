using System.Globalization;
using System.Text.Json.Nodes;

namespace Misgen.Core.Json;

/// <summary>Numbers of published results: at most 6 significant digits, <c>null</c> where undefined.</summary>
public static class SignificantDigits
{
    /// <summary>How many digits are kept.</summary>
    public const int Kept = 6;

    /// <summary>The rounded number as a JSON value; null where <paramref name="value"/> is null, NaN or infinite.</summary>
    /// <param name="value">Any number.</param>
    public static JsonNode? Of(double? value) =>
        value is { } number && double.IsFinite(number) ? Round(number) : null;

    /// <summary>Every number rounded, in an array.</summary>
    /// <param name="values">Any numbers.</param>
    public static JsonArray Of(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new JsonArray([.. values.Select(value => Of(value))]);
    }

    private static JsonValue Round(double number)
    {
        var rounded = double.Parse(number.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        // A decimal prints plainly (0.00001, not 1E-05); what is below its reach is zero to any reader, what is above keeps its
        // exponent.
        return Math.Abs(rounded) switch
        {
            < 1e-12 => JsonValue.Create(0),
            < 1e28 => JsonValue.Create((decimal)rounded),
            _ => JsonValue.Create(rounded),
        };
    }
}
