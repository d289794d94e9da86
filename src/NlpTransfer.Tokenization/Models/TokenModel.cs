using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>The third stage: turns a stretch of text into pieces of a vocabulary.</summary>
public abstract record TokenModel : TokenizerComponent
{
    private protected TokenModel()
    {
    }

    /// <summary>The models that are read, by their type.</summary>
    internal static IReadOnlyList<TokenModelKind> Kinds { get; } =
    [
        new(BpeModel.Name, "merges", BpeModel.Read),
        new(UnigramModel.Name, "unk_id", UnigramModel.Read),
        new(WordPieceModel.Name, "max_input_chars_per_word", WordPieceModel.Read),
        new(WordLevelModel.Name, "unk_token", WordLevelModel.Read),
    ];

    /// <summary>Number of pieces.</summary>
    public abstract int PieceCount { get; }

    /// <summary>Ids of the model's pieces run from 0 to this, exclusively; there may be gaps.</summary>
    public abstract int IdLimit { get; }

    /// <summary>The id of the piece for what the others can't express, or null.</summary>
    public abstract int? UnknownId { get; }

    /// <summary>The id of a piece, or null.</summary>
    public abstract int? PieceToId(ReadOnlySpan<char> piece);

    /// <summary>The piece of an id, or null where the id is unused.</summary>
    public abstract string? IdToPiece(int id);

    /// <summary>Appends the tokens of one stretch of the workspace's text.</summary>
    internal abstract void Tokenize(EncodingWorkspace workspace, TextSplit split);

    /// <summary>Refuses an unknown text where there is no unknown piece.</summary>
    private protected static BadDataException NoUnknownPiece(ReadOnlySpan<char> text) => new(
        $"The text '{text[..Math.Min(text.Length, 40)]}' can't be expressed in this tokenizer's vocabulary, which has no piece for the unknown; " +
        "use a tokenizer with an unknown piece or byte pieces.");
}
