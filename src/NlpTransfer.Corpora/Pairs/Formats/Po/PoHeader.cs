namespace NlpTransfer.Corpora;

/// <summary>What the first entry of a PO file says of the others.</summary>
internal sealed class PoHeader
{
    /// <summary>The header of a file without one.</summary>
    public static PoHeader None { get; } = new();

    public string? SourceLanguage { get; private init; }

    public string? TargetLanguage { get; private init; }

    public PluralRule Rule { get; private init; } = PluralRule.Standard;

    /// <summary>Reads it.</summary>
    /// <exception cref="BadDataException">The file is in another character set.</exception>
    public static PoHeader Parse(string text, RowPosition at)
    {
        Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
        foreach (string line in text.Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                fields.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
        }

        if (Field(fields.GetValueOrDefault("Content-Type"), "charset") is { Length: > 0 } set && set.ToUpperInvariant() is not ("UTF-8" or "UTF8" or "ASCII" or "US-ASCII" or "CHARSET"))
            throw new BadDataException($"{at}: the file is in the character set {set}; convert it to UTF-8 first (msgconv --to-code=UTF-8).");
        return new PoHeader
        {
            SourceLanguage = Language(fields.GetValueOrDefault("X-Source-Language")),
            TargetLanguage = Language(fields.GetValueOrDefault("Language")),
            Rule = Field(fields.GetValueOrDefault("Plural-Forms"), "plural") is { } expression && PluralRule.Parse(expression) is { } rule ? rule : PluralRule.Standard,
        };
    }

    private static string? Field(string? value, string name) => value?.Split(';').Select(part => part.Split('=', 2))
        .FirstOrDefault(part => part.Length == 2 && string.Equals(part[0].Trim(), name, StringComparison.OrdinalIgnoreCase))?[1].Trim();

    /// <summary>A language as locales write it: <c>yo_NG</c>, <c>sr@latin</c>.</summary>
    private static string? Language(string? value)
    {
        string name = (value ?? "").Split('@', '.')[0];
        return name.Length > 0 && LanguageTag.TryParse(name, out _) ? name : null;
    }
}
