namespace NlpTransfer.Remapping;

/// <summary>What a remap means for the texts of one language.</summary>
/// <param name="Language">The language, or the name of a text that has none.</param>
/// <param name="Words">Stretches between white space.</param>
/// <param name="TokensBefore">Tokens under the old tokenizer.</param>
/// <param name="TokensAfter">Tokens under the new one.</param>
/// <param name="UnknownBefore">Tokens under the old tokenizer that stand for what it can't express.</param>
/// <param name="UnknownAfter">The same under the new one.</param>
public sealed record RemapLanguageReport(string Language, long Words, long TokensBefore, long TokensAfter, long UnknownBefore, long UnknownAfter)
{
    /// <summary>Tokens a word before.</summary>
    public double FertilityBefore => (double)TokensBefore / Math.Max(1, Words);

    /// <summary>Tokens a word after.</summary>
    public double FertilityAfter => (double)TokensAfter / Math.Max(1, Words);

    /// <summary>Share of unknown tokens before.</summary>
    public double UnknownRateBefore => (double)UnknownBefore / Math.Max(1, TokensBefore);

    /// <summary>Share of unknown tokens after.</summary>
    public double UnknownRateAfter => (double)UnknownAfter / Math.Max(1, TokensAfter);
}
