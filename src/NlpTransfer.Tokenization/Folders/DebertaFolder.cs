namespace NlpTransfer.Tokenization;

/// <summary>DeBERTa of the second and third version and mDeBERTa: the file's own numbers, the mask behind, BERT's names for special tokens (He et al. 2021).</summary>
internal static class DebertaFolder
{
    public static TokenizerDefinition Read(SentencePieceFolder folder)
    {
        SpecialTokenNames names = folder.Config.SpecialTokenNames;
        string begin = names.Begin ?? "[CLS]";
        string end = names.End ?? "[SEP]";
        string mask = names.Mask ?? "[MASK]";
        string unknown = folder.File.Pieces.FirstOrDefault(piece => piece.Kind == PieceKind.Unknown).Text ?? "[UNK]";
        return folder.Renumber(
            [.. folder.File.Pieces, .. folder.File.Pieces.Any(piece => piece.Text == mask) ? [] : new[] { SentencePieceFolder.Control(mask) }],
            [new(0, names.Padding ?? "[PAD]"), new(0, unknown), new(0, begin), new(0, end), new(0, mask)],
            piece => SpecialTemplates.Around([piece(begin)], [piece(end)], [piece(end)], secondType: 1));
    }
}
