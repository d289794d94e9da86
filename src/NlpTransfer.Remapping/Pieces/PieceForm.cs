using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>A piece freed from the custom of its vocabulary, so that <c>##ing</c>, <c>ing</c> and <c>▁the</c>, <c>Ġthe</c>, <c>the</c> can be compared.</summary>
/// <param name="Text">Its text, without marks.</param>
/// <param name="OpensWord">Whether it opens a word.</param>
internal readonly record struct PieceForm(string Text, bool OpensWord)
{
    /// <summary>Equal for pieces that are the same text in the same position.</summary>
    public string Key => OpensWord ? PieceText.Blank + Text : Text;

    /// <summary>Equal for pieces whose texts differ at most in case and position.</summary>
    public string FuzzyKey => Text.ToLowerInvariant();

    /// <summary>The form of a token; null where the id is unused or its bytes are no text. Added tokens are what they are.</summary>
    public static PieceForm? Of(TextTokenizer tokenizer, int id)
    {
        if (tokenizer.IdToToken(id) is not { } piece)
            return null;
        if (IsAdded(tokenizer, id))
            return new PieceForm(piece, false);
        if (PieceText.TryRead(tokenizer, piece, out string text, out bool opensWord))
            return new PieceForm(text, opensWord);
        return null;
    }

    /// <summary>Whether a token is one of those that are found as a whole.</summary>
    public static bool IsAdded(TextTokenizer tokenizer, int id)
    {
        // The list is in the order of the ids, and may be long.
        IReadOnlyList<AddedToken> added = tokenizer.Definition.AddedTokens;
        int low = 0, high = added.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (added[middle].Id == id)
                return true;
            (low, high) = added[middle].Id < id ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }
}
