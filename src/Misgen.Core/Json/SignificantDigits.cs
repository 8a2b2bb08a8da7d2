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
        value is { } number && double.IsFinite(number) ? JsonValue.Create(Round(number)) : null;

    /// <summary>Every number rounded, in an array.</summary>
    /// <param name="values">Any numbers.</param>
    public static JsonArray Of(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new JsonArray([.. values.Select(value => Of(value))]);
    }

    private static decimal Round(double number)
    {
        var rounded = double.Parse(number.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        // A decimal prints plainly (0.00001, not 1E-05); what is below its reach is zero to any reader.
        return Math.Abs(rounded) < 1e-12 ? 0 : (decimal)rounded;
    }
}
