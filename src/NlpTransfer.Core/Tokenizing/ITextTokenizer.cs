namespace NlpTransfer;

/// <summary>Turns text into the token ids of a model and back.</summary>
public interface ITextTokenizer
{
    /// <summary>Number of ids, special tokens included: ids run from 0 to this, exclusively.</summary>
    int VocabularySize { get; }

    /// <summary>Ids of special tokens by their role.</summary>
    SpecialTokens SpecialTokens { get; }

    /// <summary>Encodes one text.</summary>
    /// <param name="text">Any text; unpaired surrogates are read as U+FFFD.</param>
    /// <param name="addSpecialTokens">Whether the post-processor's special tokens are added.</param>
    TokenEncoding Encode(string text, bool addSpecialTokens = true);

    /// <summary>Turns ids back into text.</summary>
    /// <param name="ids">Token ids.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    string Decode(IReadOnlyList<int> ids, bool skipSpecialTokens = true);

    /// <summary>The id of a token as it stands in the vocabulary, or null.</summary>
    int? TokenToId(string token);

    /// <summary>The token of an id as it stands in the vocabulary, or null where the id is unused.</summary>
    string? IdToToken(int id);
}
