namespace NlpTransfer.Tokenization.Tests;

/// <summary>SentencePiece files small enough to work out by hand.</summary>
internal static class SmallModels
{
    public static IReadOnlyList<SentencePieceEntry> UnigramPieces { get; } =
    [
        Piece("<unk>", 0, PieceKind.Unknown), Piece("<s>", 0, PieceKind.Control), Piece("</s>", 0, PieceKind.Control),
        Piece("<url>", 0, PieceKind.UserDefined), Piece("▁", -2), Piece("a", -3), Piece("b", -3.5f), Piece("▁ab", -4), Piece("ab", -5),
    ];

    public static IReadOnlyList<SentencePieceEntry> BpePieces { get; } =
    [
        Piece("<unk>", 0, PieceKind.Unknown), Piece("<url>", 0, PieceKind.UserDefined), Piece("ab", 0), Piece("▁ab", -1), Piece("abc", -2), Piece("xy", -3),
        Piece("▁", -4), Piece("a", -5), Piece("b", -6), Piece("c", -7), Piece("y", -8),
    ];

    public static SentencePieceEntry Piece(string text, float score, PieceKind kind = PieceKind.Normal) => new(text, score, kind, kind != PieceKind.Normal);

    /// <summary>The file with these pieces and options.</summary>
    public static byte[] File(IReadOnlyList<SentencePieceEntry> pieces, Action<ProtoWriter>? trainer = null, Action<ProtoWriter>? normalizer = null, Action<ProtoWriter>? rest = null)
    {
        var writer = new ProtoWriter();
        foreach ((int field, Action<ProtoWriter>? section) in new[] { (2, trainer), (3, normalizer) })
        {
            var message = new ProtoWriter();
            section?.Invoke(message);
            if (section is not null)
                writer.WriteBytes(field, message.Written);
        }

        rest?.Invoke(writer);
        return new SentencePieceFile(pieces, new(), writer.Written.ToArray()).Write();
    }

    public static TextTokenizer Load(byte[] file) => new(SentencePieceReader.Read(file, "test.model"));

    public static TextTokenizer Unigram(Action<ProtoWriter>? trainer = null, Action<ProtoWriter>? normalizer = null) => Load(File(UnigramPieces, trainer, normalizer));

    public static TextTokenizer Bpe(Action<ProtoWriter>? normalizer = null) => Load(File(BpePieces, writer => writer.WriteNumber(3, 2), normalizer));

    public static string Tokens(TextTokenizer tokenizer, string text) => string.Join(' ', tokenizer.Encode(text).Tokens);
}
