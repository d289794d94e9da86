namespace NlpTransfer.Evaluation;

/// <summary>How many texts a translator had trouble with.</summary>
/// <param name="Cut">Texts that lay partly beyond the model's length, so that not all of them was read.</param>
/// <param name="Unfinished">Translations that ended at the longest output.</param>
/// <param name="Untranslated">Translations that stand wholly or partly in the source language.</param>
/// <param name="InPieces">Texts translated around their placeholders, because one was lost.</param>
/// <param name="Split">Texts with a sentence that was too long and translated in parts.</param>
public readonly record struct TranslationCounts(int Cut, int Unfinished, int Untranslated, int InPieces, int Split)
{
    internal static TranslationCounts Of(IReadOnlyList<TextTranslation> translations)
    {
        int Flagged(TranslationFlags flag) => translations.Count(one => one.Flags.HasFlag(flag));
        return new TranslationCounts(
            translations.Count(one => one.CutTokens > 0),
            Flagged(TranslationFlags.Unfinished),
            Flagged(TranslationFlags.Untranslated),
            Flagged(TranslationFlags.InPieces),
            Flagged(TranslationFlags.SplitSentence));
    }

    internal IEnumerable<string> Sentences(int all)
    {
        (int Count, string What)[] kinds =
        [
            (Cut, "were longer than the model reads, and cut"),
            (Unfinished, "have a translation that ended at the longest output"),
            (Untranslated, "stand wholly or partly as they stood in the source"),
            (InPieces, "were translated in pieces around their placeholders"),
            (Split, "had a sentence that was translated in parts"),
        ];
        return kinds.Where(kind => kind.Count > 0).Select(kind => $"{Text.Count(kind.Count)} of {Text.Count(all)} texts {kind.What}.");
    }
}
