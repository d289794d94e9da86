namespace NlpTransfer.Tokenization;

/// <summary>Makes a tokenizer of a SentencePiece file.</summary>
internal static class SentencePieceReader
{
    public static TokenizerDefinition Read(ReadOnlySpan<byte> bytes, string source) => Make(SentencePieceFile.Read(bytes, source), source);

    public static TokenizerDefinition Make(SentencePieceFile file, string source)
    {
        SentencePieceSpec spec = file.Spec;
        string? unknown = null;
        foreach (SentencePieceEntry piece in file.Pieces.Where(piece => piece.Kind == PieceKind.Unknown))
        {
            unknown = unknown is null
                ? piece.Text
                : throw new ModelFormatException($"{source} has two unknown pieces, '{unknown}' and '{piece.Text}'; one was expected.");
        }

        if (unknown is null)
            throw new ModelFormatException($"{source} has no unknown piece; one was expected.");
        var kinds = new PieceKinds(file.Pieces);
        TokenModel model = spec.ModelType == UnigramModel.Name
            ? UnigramModel.Read(file, unknown, kinds, source)
            : BpeModel.Read(file, unknown, kinds, source);
        HashSet<string> silent = [.. file.Pieces.Where(piece => piece.Kind == PieceKind.Control).Select(piece => piece.Text)];
        string? Control(string piece) => silent.Contains(piece) ? piece : null;
        return new()
        {
            Normalizer = new SentencePieceNormalizer(spec, ReadMap(spec, source), kinds.UserDefined),
            Model = model,
            Decoder = new SentencePieceDecoder(spec, unknown, silent, file.Pieces.Any(piece => piece.Kind == PieceKind.Byte)),
            SpecialTokenNames = new()
            {
                Unknown = unknown,
                Begin = Control(spec.BeginPiece),
                End = Control(spec.EndPiece),
                Padding = Control(spec.PaddingPiece),
            },
            SentencePiece = file,
        };
    }

    private static CharacterMap? ReadMap(SentencePieceSpec spec, string source)
    {
        if (spec.Charsmap.Length == 0)
            return null;
        return CharacterMap.TryParse(spec.Charsmap, out string reason)
            ?? throw new ModelFormatException($"{source}: normalizer_spec.precompiled_charsmap {reason}");
    }
}
