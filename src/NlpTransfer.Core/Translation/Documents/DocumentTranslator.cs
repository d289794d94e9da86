using System.Text;

namespace NlpTransfer;

/// <summary>
/// Translates documents with a translator of sentences. Line ends, blank lines, indents and the white space between sentences stay as they are; a sentence that is too long is
/// cut at a clause or a word, translated in parts and joined (<see cref="TranslationFlags.SplitSentence"/>). Nothing is left out: a sentence without a translation stays in
/// the source language (<see cref="TranslationFlags.Untranslated"/>). Placeholders are never cut; to keep them too, protect the translator within.
/// </summary>
public sealed class DocumentTranslator : ITextTranslator
{
    private readonly ITextTranslator _inner;
    private readonly DocumentParts _parts;

    /// <summary>Makes a translator of documents.</summary>
    /// <param name="inner">Translates sentences.</param>
    /// <param name="options">How documents are cut; null for the defaults.</param>
    /// <exception cref="UsageException">Options are at fault.</exception>
    public DocumentTranslator(ITextTranslator inner, DocumentTranslationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        options ??= new DocumentTranslationOptions();
        options.Validate();
        (_inner, _parts) = (inner, new DocumentParts(options));
    }

    /// <summary>Translates documents, or texts of any length: all their sentences in one call of the translator within.</summary>
    /// <param name="texts">The documents; any number.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>One translation a document, in order; its score is the lowest of its sentences'.</returns>
    public async Task<IReadOnlyList<TextTranslation>> TranslateAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        List<DocumentPart>[] documents = [.. texts.Select(_parts.Cut)];
        string[] sentences = [.. documents.SelectMany(parts => parts.Where(part => part.IsSentence).Select(part => part.Text))];
        IReadOnlyList<TextTranslation> translated = await _inner.TranslateAllAsync(sentences, cancellationToken).ConfigureAwait(false);
        var results = new List<TextTranslation>(texts.Count);
        int from = 0;
        foreach (List<DocumentPart> parts in documents)
        {
            int count = parts.Count(part => part.IsSentence);
            results.Add(Join(parts, [.. translated.Skip(from).Take(count)]));
            from += count;
        }

        return results;
    }

    private static TextTranslation Join(List<DocumentPart> parts, List<TextTranslation> sentences)
    {
        var text = new StringBuilder();
        TranslationFlags flags = parts.Exists(part => part.IsCut) ? TranslationFlags.SplitSentence : TranslationFlags.None;
        int next = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            if (!parts[i].IsSentence)
            {
                text.Append(parts[i].Text);
                continue;
            }

            string translation = OnOneLine(sentences[next++].Text);
            if (translation.Length == 0)
                (translation, flags) = (parts[i].Text, flags | TranslationFlags.Untranslated);
            // Sentences of scripts that put no space between them need one in those that do.
            if (i > 0 && parts[i - 1].IsSentence && char.IsPunctuation(parts[i - 1].Text[^1]) && !IsWide(text[^1]) && !IsWide(translation[0]))
                text.Append(' ');
            text.Append(translation);
        }

        TextTranslation joined = TextTranslation.Joined(text.ToString(), sentences);
        return joined with { Flags = joined.Flags | flags };
    }

    private static string OnOneLine(string translation) => translation.Trim().ReplaceLineEndings(" ");

    private static bool IsWide(char c) => c >= '\u2E80';
}
