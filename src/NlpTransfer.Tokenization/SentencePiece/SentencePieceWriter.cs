namespace NlpTransfer.Tokenization;

/// <summary>
/// Writes a tokenizer as a SentencePiece file. Special tokens become control pieces, which SentencePiece never finds in a text, and what is put around a text is
/// not part of the format; stages that it can't express are refused.
/// </summary>
internal static class SentencePieceWriter
{
    public static byte[] Write(TokenizerDefinition definition)
    {
        SentencePieceSpec spec = definition.Normalizer is SentencePieceNormalizer own ? own.Spec : SentencePieceStages.Read(definition);
        SentencePieceEntry[] pieces = SentencePieceEntries.Of(definition);
        if (definition.SentencePiece is { } file)
        {
            bool unchanged = file.Pieces.Count == pieces.Length && file.Pieces.Zip(pieces).All(pair => pair.First.Text == pair.Second.Text && pair.First.Score == pair.Second.Score);
            if (unchanged && ReferenceEquals(spec, file.Spec))
                return file.Write();
        }

        if (spec.ByteFallback && pieces.Count(piece => piece.Kind == PieceKind.Byte) != 256)
            throw Refuse("it falls back to bytes, but has not all 256 byte pieces");
        return new SentencePieceFile(pieces, spec, Sections(definition, spec, pieces)).Write();
    }

    public static UsageException Refuse(string why) =>
        new($"The tokenizer can't be written as a SentencePiece model: {why}; write a tokenizer.json.");

    private static byte[] Sections(TokenizerDefinition definition, SentencePieceSpec spec, SentencePieceEntry[] pieces)
    {
        var file = new ProtoWriter();
        var section = new ProtoWriter();
        SpecialTokenNames names = definition.SpecialTokenNames;
        int Id(string? name) => name is null ? -1 : Array.FindIndex(pieces, piece => piece.Text == name && piece.Kind is PieceKind.Control or PieceKind.Unknown);
        section.WriteNumber(3, definition.Model is BpeModel ? 2u : 1u);
        section.WriteNumber(4, (ulong)pieces.Length);
        foreach (SentencePieceEntry piece in pieces.Where(piece => piece.Kind == PieceKind.UserDefined))
            section.WriteText(31, piece.Text);
        section.WriteBool(35, spec.ByteFallback);
        int unknown = Array.FindIndex(pieces, piece => piece.Kind == PieceKind.Unknown);
        (int Field, string? Name)[] roles = [(41, names.Begin), (42, names.End), (43, names.Padding)];
        section.WriteNumber(40, (ulong)unknown);
        foreach ((int field, string? name) in roles)
            section.WriteNumber(field, (ulong)(long)Id(name));
        section.WriteText(44, spec.UnknownSurface);
        section.WriteText(45, pieces[unknown].Text);
        foreach ((int field, string? name) in roles.Where(role => Id(role.Name) >= 0))
            section.WriteText(field + 5, name!);
        file.WriteBytes(2, section.Written);
        section.Clear();
        section.WriteText(1, spec.Charsmap.Length == 0 ? "identity" : "user_defined");
        section.WriteBytes(2, spec.Charsmap);
        section.WriteBool(3, spec.AddDummyPrefix);
        section.WriteBool(4, spec.RemoveExtraWhitespaces);
        section.WriteBool(5, spec.EscapeWhitespaces);
        file.WriteBytes(3, section.Written);
        return file.Written.ToArray();
    }
}
