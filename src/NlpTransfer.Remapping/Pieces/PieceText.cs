using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>
/// What text a piece stands for, by the custom of its vocabulary: a visible blank opens a word (▁ in SentencePiece's, Ġ in byte-level ones), or a prefix
/// continues one (## in BERT's).
/// </summary>
internal static class PieceText
{
    /// <summary>The visible blank of SentencePiece.</summary>
    public const string Blank = "▁";

    /// <summary>The text of a piece, and whether it opens a word; a piece whose bytes are no text stands for none.</summary>
    public static (string Text, bool OpensWord) Of(TextTokenizer tokenizer, string piece) => TryRead(tokenizer, piece, out string text, out bool opensWord) ? (text, opensWord) : ("", false);

    /// <summary>The text of a piece, and whether it opens a word.</summary>
    /// <returns>Whether it is text: single bytes of a character are not.</returns>
    public static bool TryRead(TextTokenizer tokenizer, string piece, out string text, out bool opensWord)
    {
        if (tokenizer.Definition.Model is WordPieceModel words)
        {
            opensWord = !piece.StartsWith(words.ContinuingSubwordPrefix, StringComparison.Ordinal);
            text = opensWord ? piece : piece[words.ContinuingSubwordPrefix.Length..];
            return true;
        }

        string? shown = ByteLevelText.IsUsedBy(tokenizer) ? ByteLevelText.Decode(piece) : piece.Replace(Blank, " ", StringComparison.Ordinal);
        opensWord = shown is [' ', ..];
        text = opensWord ? shown![1..] : shown ?? "";
        return shown is not null;
    }
}
