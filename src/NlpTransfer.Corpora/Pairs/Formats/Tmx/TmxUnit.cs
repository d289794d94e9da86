namespace NlpTransfer.Corpora;

/// <summary>A translation unit: one text in several languages.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="SourceLanguage">The language it was translated from, where it says so itself.</param>
internal sealed record TmxUnit(long Line, string? SourceLanguage)
{
    /// <summary>Its texts with their languages as written, in their order.</summary>
    public List<(string Language, string Text)> Texts { get; } = [];

    /// <summary>Whether a text is longer than is accepted.</summary>
    public bool TooLong { get; set; }
}
