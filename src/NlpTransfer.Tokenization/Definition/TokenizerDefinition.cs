namespace NlpTransfer.Tokenization;

/// <summary>
/// A tokenizer as a value: its stages and its added tokens. Change it with <c>with</c> or <see cref="WithModel"/>, run it with <see cref="TextTokenizer"/>.
/// </summary>
public sealed record TokenizerDefinition
{
    /// <summary>Changes characters, or null.</summary>
    public Normalizer? Normalizer { get; init; }

    /// <summary>Splits into stretches, or null for none.</summary>
    public PreTokenizer? PreTokenizer { get; init; }

    /// <summary>Turns a stretch into pieces.</summary>
    public required TokenModel Model { get; init; }

    /// <summary>Adds special tokens, or null for none.</summary>
    public PostProcessor? PostProcessor { get; init; }

    /// <summary>Turns tokens back into text, or null: then they are joined with blanks.</summary>
    public TokenDecoder? Decoder { get; init; }

    /// <summary>Tokens that are found as a whole, in the order of their ids.</summary>
    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    /// <summary>Kept from the file, or null.</summary>
    public TruncationSettings? Truncation { get; init; }

    /// <summary>Kept from the file, or null.</summary>
    public PaddingSettings? Padding { get; init; }

    /// <summary>Which token plays which part; what is null is found by custom.</summary>
    public SpecialTokenNames SpecialTokenNames { get; init; } = new();

    /// <summary>The SentencePiece file that it was read from, or null.</summary>
    internal SentencePieceFile? SentencePiece { get; init; }

    /// <summary>
    /// The same tokenizer with another vocabulary: added tokens, post-processor and padding take their ids from it, by their texts.
    /// An added token that stood outside the old model's vocabulary and is not in the new one follows after the last id, in the old order.
    /// </summary>
    /// <param name="model">The new model, such as <see cref="UnigramModel.WithPieces"/> gives it.</param>
    /// <exception cref="UsageException">An added token that stood in the old vocabulary is missing in the new one; all of them are named.</exception>
    public TokenizerDefinition WithModel(TokenModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var added = new List<AddedToken>();
        var missing = new List<string>();
        int next = model.IdLimit;
        foreach (AddedToken token in AddedTokens.OrderBy(token => token.Id))
        {
            if (model.PieceToId(token.Content) is { } id)
                added.Add(token with { Id = id });
            else if (Model.PieceToId(token.Content) is null)
                added.Add(token with { Id = next++ });
            else
                missing.Add($"'{token.Content}'");
        }

        if (missing.Count > 0)
            throw new UsageException($"The new vocabulary lacks added tokens that the old one has: {string.Join(", ", missing)}; add them to the pieces.");
        int? ToId(string token) => added.Find(candidate => candidate.Content == token)?.Id ?? model.PieceToId(token);
        return this with
        {
            Model = model,
            AddedTokens = [.. added.OrderBy(token => token.Id)],
            PostProcessor = PostProcessor?.WithIds(ToId),
            Padding = Padding is null ? null : Padding with { PadId = new SpecialPiece(Padding.PadToken, Padding.PadId).With(ToId).Id },
        };
    }
}
