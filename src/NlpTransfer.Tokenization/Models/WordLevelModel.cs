using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>One piece a word: a stretch that is not in the vocabulary becomes the unknown token.</summary>
public sealed record WordLevelModel : TokenModel
{
    internal const string Name = "WordLevel";

    private readonly NumberedPieces _pieces;

    private WordLevelModel(NumberedPieces pieces, string unknownToken)
    {
        _pieces = pieces;
        UnknownToken = unknownToken;
        UnknownId = PieceToId(unknownToken);
    }

    /// <summary>Makes a model of a list of words.</summary>
    /// <param name="pieces">The words; the place of each is its id.</param>
    /// <param name="unknownToken">See <see cref="UnknownToken"/>; it need not be among the words, but then an unknown word is refused.</param>
    /// <exception cref="UsageException">A word stands there twice, or there is too much text.</exception>
    public WordLevelModel(IReadOnlyList<string> pieces, string unknownToken = "<unk>")
        : this(NumberedPieces.Of(pieces), unknownToken)
    {
    }

    /// <inheritdoc/>
    public override string Type => Name;

    /// <summary>The piece for a word that is not in the vocabulary.</summary>
    public string UnknownToken { get; }

    /// <inheritdoc/>
    public override int PieceCount => _pieces.Count;

    /// <inheritdoc/>
    public override int IdLimit => _pieces.IdLimit;

    /// <inheritdoc/>
    public override int? UnknownId { get; }

    /// <inheritdoc/>
    public override int? PieceToId(ReadOnlySpan<char> piece) => _pieces.Find(piece) is >= 0 and int id ? id : null;

    /// <inheritdoc/>
    public override string? IdToPiece(int id) => _pieces.Get(id);

    /// <summary>Compares by vocabulary.</summary>
    public bool Equals(WordLevelModel? other) =>
        ReferenceEquals(this, other) || (other is not null && UnknownToken == other.UnknownToken && _pieces.SameAs(other._pieces));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PieceCount, UnknownToken);

    internal override void Tokenize(EncodingWorkspace workspace, TextSplit split)
    {
        ReadOnlySpan<char> text = workspace.PreTokenized.Buffer.Text.Slice(split.Start, split.Length);
        int id = _pieces.Find(text) is >= 0 and int found ? found : UnknownId ?? throw NoUnknownPiece(text);
        workspace.Tokens.Add(new(id, split.Start, split.Start + split.Length, false));
    }

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        _pieces.Write(writer);
        writer.WriteString("unk_token", UnknownToken);
    }

    internal static WordLevelModel Read(ref Utf8JsonReader reader, string source)
    {
        var path = new JsonPath(source, "$.model");
        NumberedPieces? pieces = null;
        string unknown = "<unk>";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = path.Text(ref reader);
            switch (name)
            {
                case "type":
                    path[name].ReadString(ref reader);
                    break;
                case "unk_token":
                    unknown = path[name].ReadString(ref reader);
                    break;
                case "vocab" when pieces is null:
                    pieces = NumberedPieces.Read(ref reader, path[name]);
                    break;
                default:
                    throw path[name].Fault("is not a property of a WordLevel model, or stands there twice.");
            }
        }

        return new(pieces ?? throw path.Fault("has no vocabulary; 'vocab' was expected to be an object of pieces and ids."), unknown);
    }
}
