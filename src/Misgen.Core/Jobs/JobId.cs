using System.Security.Cryptography;

namespace Misgen.Core.Jobs;

/// <summary>The identity of a job: a SHA-256 over everything that determines its output, as 64 lower-case hex digits.</summary>
public readonly record struct JobId
{
    private readonly string? _hex;

    private JobId(string hex) => _hex = hex;

    /// <summary>The hex digits.</summary>
    public string Hex => _hex ?? throw new InvalidOperationException("This job id was never assigned.");

    /// <summary>The first 12 digits, for messages.</summary>
    public string Short => Hex[..12];

    /// <summary>The id of what <paramref name="canonical"/> describes.</summary>
    /// <param name="canonical">Canonical JSON.</param>
    public static JobId Of(ReadOnlySpan<byte> canonical) => new(Convert.ToHexStringLower(SHA256.HashData(canonical)));

    /// <summary>Reads an id back.</summary>
    /// <param name="hex">64 lower-case hex digits.</param>
    /// <exception cref="FormatException">The text is not an id.</exception>
    public static JobId Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        return TryParse(hex, out var id) ? id : throw new FormatException($"'{hex}' is not a job id: expected 64 lower-case hex digits.");
    }

    /// <summary>Reads an id back, if the text is one.</summary>
    /// <param name="hex">Any text.</param>
    /// <param name="id">The id.</param>
    public static bool TryParse(string hex, out JobId id)
    {
        ArgumentNullException.ThrowIfNull(hex);
        var isId = hex.Length == 64 && hex.All(digit => digit is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
        id = isId ? new JobId(hex) : default;
        return isId;
    }

    /// <inheritdoc/>
    public override string ToString() => Hex;
}
