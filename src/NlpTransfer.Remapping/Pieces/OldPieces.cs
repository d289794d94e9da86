using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>Parts the text of a new piece into pieces of the old vocabulary, minding where in a word it stands.</summary>
internal sealed class OldPieces(TextTokenizer old)
{
    private readonly bool _byteLevel = ByteLevelText.IsUsedBy(old);
    private readonly int _unknown = old.SpecialTokens.Unknown ?? old.Definition.Model.UnknownId ?? -1;

    /// <summary>The ids; empty where the old vocabulary can't express the text.</summary>
    public int[] Of(string text, bool opensWord) => WithUnknown(text, opensWord) is var pieces && pieces.Contains(_unknown) ? [] : pieces;

    /// <summary>The ids, with the unknown piece where the old vocabulary can't express a part.</summary>
    public int[] WithUnknown(string text, bool opensWord) => !opensWord && Continuing(text) is { } within ? within : Encoded(text, opensWord);

    /// <summary>The ids of a byte-level piece that is part of a character, by the longest old pieces from the left; empty where the old vocabulary is not of bytes.</summary>
    public int[] OfBytes(string piece)
    {
        var pieces = new List<int>();
        for (int start = 0; _byteLevel && start < piece.Length;)
        {
            int end = piece.Length;
            while (end > start && old.Definition.Model.PieceToId(piece.AsSpan(start, end - start)) is null)
                end--;
            if (end == start)
                return [];
            pieces.Add(old.Definition.Model.PieceToId(piece.AsSpan(start, end - start))!.Value);
            start = end;
        }

        return [.. pieces];
    }

    private int[] Encoded(string text, bool opensWord)
    {
        TokenEncoding encoding = old.Encode(_byteLevel && opensWord ? " " + text : text, addSpecialTokens: false);
        if (opensWord && !_byteLevel && encoding.Tokens is [var opening, ..] && !opening.StartsWith(PieceText.Blank, StringComparison.Ordinal))
        {
            // A tokenizer that puts no blank before a text knows its pieces with a blank only after one.
            TokenEncoding spaced = old.Encode(" " + text, addSpecialTokens: false);
            if (spaced.Tokens is [var blank, ..] && blank.StartsWith(PieceText.Blank, StringComparison.Ordinal))
                return spaced.Ids;
        }

        int first = !opensWord && encoding.Tokens is [PieceText.Blank, _, ..] ? 1 : 0;
        return encoding.Ids[first..];
    }

    /// <summary>In a vocabulary that marks what continues a word: the longest such pieces from the left; null where that does not come out.</summary>
    private int[]? Continuing(string text)
    {
        if (old.Definition.Model is not WordPieceModel words)
            return null;
        string normal = old.Normalize(text);
        var pieces = new List<int>();
        for (int start = 0; start < normal.Length;)
        {
            int end = normal.Length;
            int? piece = null;
            for (; end > start && piece is null; end--)
                piece = words.PieceToId(string.Concat(words.ContinuingSubwordPrefix, normal.AsSpan(start, end - start)));
            if (piece is not { } found)
                return null;
            pieces.Add(found);
            start = end + 1;
        }

        return pieces.Count > 0 ? [.. pieces] : null;
    }
}
