namespace NlpTransfer.Tokenization;

/// <summary>A SentencePiece file with the files beside it.</summary>
/// <param name="File">The file's content.</param>
/// <param name="Path">Its path.</param>
/// <param name="Config">What the files beside it say.</param>
internal sealed record SentencePieceFolder(SentencePieceFile File, string Path, TokenizerConfig Config)
{
    /// <summary>A file beside it.</summary>
    public string Beside(string name) => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!, name);

    public ModelFormatException Fault(string what) => new($"{Path} {what}");

    /// <summary>The tokenizer of the file's pieces in another order, in which a library numbers them, with its special tokens.</summary>
    /// <param name="pieces">The pieces in the order of their ids.</param>
    /// <param name="specials">Special tokens that are found in a text.</param>
    /// <param name="template">What is put around a text, made of pieces with their ids.</param>
    public TokenizerDefinition Renumber(
        IReadOnlyList<SentencePieceEntry> pieces, IReadOnlyList<AddedToken> specials, Func<Func<string, SpecialPiece>, PostProcessor> template)
    {
        TokenizerDefinition definition = SentencePieceReader.Make(File with { Pieces = pieces, Original = default }, Path);
        SpecialPiece Piece(string token) => new(token, definition.Model.PieceToId(token) ?? throw Fault($"has no piece '{token}', which is put around a text."));
        return definition with
        {
            AddedTokens = [.. specials.Select(token => token with { Id = Piece(token.Content).Id, Special = true }).OrderBy(token => token.Id)],
            PostProcessor = template(Piece),
        };
    }

    /// <summary>The pieces behind the unknown piece and the two control pieces that a file begins with by default.</summary>
    public IEnumerable<SentencePieceEntry> WithoutDefaults()
    {
        string[] found = [.. File.Pieces.Take(3).Select(piece => piece.Text)];
        return found is ["<unk>", "<s>", "</s>"]
            ? File.Pieces.Skip(3)
            : throw Fault($"begins with {string.Join(", ", found.Select(piece => $"'{piece}'"))}; '<unk>', '<s>', '</s>' was expected, because {Config.Kind} numbers them anew.");
    }

    public static SentencePieceEntry Control(string text) => new(text, 0, PieceKind.Control, true);

    public static SentencePieceEntry Unknown(string text) => new(text, 0, PieceKind.Unknown, true);
}
