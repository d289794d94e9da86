using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>What text a piece stands for, by the custom of its vocabulary: a visible blank opens a word, or a prefix continues one.</summary>
internal static class PieceText
{
    /// <summary>The visible blank of SentencePiece.</summary>
    public const string Blank = "▁";

    /// <summary>The text of a piece, and whether it opens a word.</summary>
    public static (string Text, bool OpensWord) Of(TextTokenizer tokenizer, string piece)
    {
        if (tokenizer.Definition.Model is WordPieceModel words)
        {
            return piece.StartsWith(words.ContinuingSubwordPrefix, StringComparison.Ordinal)
                ? (piece[words.ContinuingSubwordPrefix.Length..], false)
                : (piece, true);
        }

        return piece.StartsWith(Blank, StringComparison.Ordinal)
            ? (piece[Blank.Length..].Replace(Blank, " ", StringComparison.Ordinal), true)
            : (piece.Replace(Blank, " ", StringComparison.Ordinal), false);
    }
}
