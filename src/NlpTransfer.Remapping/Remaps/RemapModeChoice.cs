using System.Globalization;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>Decides whether a vocabulary is extended or exchanged, and says why.</summary>
internal readonly record struct RemapModeChoice(RemapMode Mode, string Reason)
{
    // A vocabulary that takes the place of all that the model knows has to be healed on text of about this length.
    private const long PlentifulWords = 1_000_000;

    // Above this share of unknown tokens nothing of the old vocabulary is of use for the language.
    private const double FarScript = 0.2;

    /// <summary>Decides.</summary>
    /// <param name="asked">What the user wants; null to decide.</param>
    /// <param name="old">The model's tokenizer.</param>
    /// <param name="trained">The tokenizer that the user gave; null for none.</param>
    /// <param name="before">The text under the old tokenizer; null for no text.</param>
    /// <exception cref="UsageException">What is wanted can't be done with what was given.</exception>
    public static RemapModeChoice Of(RemapMode? asked, TextTokenizer old, TextTokenizer? trained, TextCounts? before)
    {
        if (trained is null && before is null)
            throw new UsageException("There is neither a tokenizer nor text, so nothing tells what the new vocabulary is; give --tokenizer, --text or both.");
        if (asked == RemapMode.Exchange && trained is null)
            throw new UsageException("There is no tokenizer to exchange the vocabulary for; give one with --tokenizer, or extend the old one (--mode extend).");
        if (asked == RemapMode.Extend && before is null)
            throw new UsageException("There is no text, and only text tells which pieces are worth adding; give some with --text, or exchange the vocabulary (--mode exchange).");
        if (asked is { } mode)
            return new(mode, "asked for");
        if (trained is null)
            return new(RemapMode.Extend, "no tokenizer is given to exchange the vocabulary for");
        if (before is null)
            return new(RemapMode.Exchange, "no text is given, and only text tells which pieces are worth adding");
        if (old.Definition.Model is not (UnigramModel or WordPieceModel or BpeModel or VocabularyModel))
            return new(RemapMode.Exchange, $"a vocabulary of the kind {old.Definition.Model.Type} can't be extended");
        long words = before.Texts.Sum(text => text.Counts.Words), tokens = before.Texts.Sum(text => text.Counts.Tokens), unknown = before.Texts.Sum(text => text.Counts.Unknown);
        double share = (double)unknown / Math.Max(1, tokens);
        if (share >= FarScript)
            return new(RemapMode.Exchange, string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} % of the text's tokens are unknown to the old vocabulary"));
        return words < PlentifulWords
            ? new(RemapMode.Extend, string.Create(CultureInfo.InvariantCulture, $"the text is scarce: {words:N0} words, where a vocabulary that takes the old one's place wants {PlentifulWords:N0}"))
            : new(RemapMode.Exchange, string.Create(CultureInfo.InvariantCulture, $"the text is plentiful: {words:N0} words"));
    }
}
