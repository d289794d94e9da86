using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>
/// A model whose pieces have the ids of another vocabulary, by their texts: what Marian and M2M-100 do. A piece that the vocabulary lacks is unknown, and an
/// unknown text that it has is known.
/// </summary>
internal sealed record VocabularyModel : TokenModel
{
    private readonly TokenModel _inner;
    private readonly NumberedPieces _vocabulary;
    private readonly int[] _ids;
    private readonly int _unknown;

    public VocabularyModel(TokenModel inner, NumberedPieces vocabulary, int unknown)
    {
        _inner = inner;
        _vocabulary = vocabulary;
        _unknown = unknown;
        _ids = new int[inner.IdLimit];
        for (int id = 0; id < _ids.Length; id++)
            _ids[id] = inner.IdToPiece(id) is { } piece && vocabulary.Find(piece) is >= 0 and int found ? found : unknown;
    }

    public override string Type => "Vocabulary";

    /// <summary>The model that parts text.</summary>
    public TokenModel Inner => _inner;

    /// <summary>Number of pieces at the end that the vocabulary's file leaves out, because they follow by custom: M2M-100's languages.</summary>
    public int Behind { get; init; }

    public override int PieceCount => _vocabulary.Count;

    public override int IdLimit => _vocabulary.IdLimit;

    public override int? UnknownId => _unknown;

    public override int? PieceToId(ReadOnlySpan<char> piece) => _vocabulary.Find(piece) is >= 0 and int id ? id : null;

    public override string? IdToPiece(int id) => _vocabulary.Get(id);

    /// <summary>The tokenizer of the inner model alone, with the special tokens that are pieces of it.</summary>
    /// <param name="definition">The definition that this is the model of.</param>
    public TokenizerDefinition Alone(TokenizerDefinition definition) => definition with
    {
        Model = _inner,
        PostProcessor = null,
        Padding = null,
        SentencePiece = null,
        AddedTokens = [.. definition.AddedTokens.Where(token => _inner.PieceToId(token.Content) is not null).Select(token => token with { Id = _inner.PieceToId(token.Content)!.Value }).OrderBy(token => token.Id)],
    };

    /// <summary>The model with another inner one, whose pieces take their ids from another list.</summary>
    /// <param name="inner">Parts text.</param>
    /// <param name="pieces">The pieces in the order of their ids; those that are left out of the vocabulary's file last, as now.</param>
    public VocabularyModel With(TokenModel inner, IReadOnlyList<string> pieces)
    {
        NumberedPieces vocabulary = NumberedPieces.Of(pieces);
        return new VocabularyModel(inner, vocabulary, vocabulary.Find(IdToPiece(_unknown)!)) { Behind = Behind };
    }

    /// <summary>Writes the pieces with their ids as a vocab.json.</summary>
    public void WriteVocabulary(Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        for (int id = 0; id < IdLimit - Behind; id++)
        {
            if (IdToPiece(id) is { } piece)
                writer.WriteNumber(piece, id);
        }

        writer.WriteEndObject();
    }

    public bool Equals(VocabularyModel? other) => ReferenceEquals(this, other)
        || (other is not null && _unknown == other._unknown && _inner == other._inner && _vocabulary.SameAs(other._vocabulary));

    public override int GetHashCode() => HashCode.Combine(_inner, _vocabulary.Count);

    internal override void Tokenize(EncodingWorkspace workspace, TextSplit split)
    {
        List<PendingToken> tokens = workspace.Tokens;
        int first = tokens.Count;
        _inner.Tokenize(workspace, split);
        for (int i = first; i < tokens.Count; i++)
        {
            PendingToken token = tokens[i];
            int id = _ids[token.Id];
            if (token.Id == _inner.UnknownId && _vocabulary.Find(workspace.PreTokenized.Buffer.Text[token.Start..token.End]) is >= 0 and int known)
                id = known;
            tokens[i] = token with { Id = id, IsSurface = id == _unknown };
        }
    }

    internal override void WriteProperties(Utf8JsonWriter writer) =>
        throw new InvalidOperationException("A tokenizer of this model is refused before it is written.");
}
