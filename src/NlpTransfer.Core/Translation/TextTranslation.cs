namespace NlpTransfer;

/// <summary>A translation of one text.</summary>
/// <param name="Text">The translation.</param>
/// <param name="Score">
/// What the search ranked it by: natural logarithm of its probability, the length penalty applied; of a text translated in parts, the lowest of theirs. Comparable
/// between translations of one model with the same settings; null where the translator gives none.
/// </param>
/// <param name="CutTokens">How many tokens of the text lay beyond the model's length and were not read; 0 where everything was.</param>
/// <param name="Flags">What a reader has to know of it.</param>
public readonly record struct TextTranslation(string Text, double? Score = null, int CutTokens = 0, TranslationFlags Flags = TranslationFlags.None)
{
    /// <summary>A translation that was put together from those of its parts.</summary>
    internal static TextTranslation Joined(string text, IReadOnlyList<TextTranslation> parts) => new(
        text,
        parts.Min(part => part.Score),
        parts.Sum(part => part.CutTokens),
        parts.Aggregate(TranslationFlags.None, (flags, part) => flags | part.Flags));
}
