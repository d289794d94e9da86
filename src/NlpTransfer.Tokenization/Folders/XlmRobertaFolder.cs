namespace NlpTransfer.Tokenization;

/// <summary>XLM-R: fairseq's four special tokens first, all other pieces one up, the mask last (Conneau et al. 2020).</summary>
internal static class XlmRobertaFolder
{
    public static TokenizerDefinition Read(SentencePieceFolder folder) => folder.Renumber(
        [.. Fairseq(folder), SentencePieceFolder.Control("<mask>")],
        [.. Specials, new(0, "<mask>") { LStrip = true }],
        piece => SpecialTemplates.Around([piece("<s>")], [piece("</s>"), piece("</s>")], [piece("</s>")]));

    public static IReadOnlyList<AddedToken> Specials { get; } = [new(0, "<s>"), new(0, "<pad>"), new(0, "</s>"), new(0, "<unk>")];

    public static IEnumerable<SentencePieceEntry> Fairseq(SentencePieceFolder folder) =>
    [
        SentencePieceFolder.Control("<s>"), SentencePieceFolder.Control("<pad>"), SentencePieceFolder.Control("</s>"), SentencePieceFolder.Unknown("<unk>"),
        .. folder.WithoutDefaults(),
    ];
}
