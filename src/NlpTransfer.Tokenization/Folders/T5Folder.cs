using System.Globalization;

namespace NlpTransfer.Tokenization;

/// <summary>T5 and mT5: the file's own numbers, with the tokens for spans behind, the first of them last; a text is followed by the end (Raffel et al. 2020).</summary>
internal static class T5Folder
{
    private const int UsualSpans = 100;

    public static TokenizerDefinition Read(SentencePieceFolder folder)
    {
        SpecialTokenNames given = folder.Config.SpecialTokenNames;
        string end = given.End ?? "</s>";
        string unknown = folder.File.Pieces.FirstOrDefault(piece => piece.Kind == PieceKind.Unknown).Text ?? "<unk>";
        int spans = folder.Config.ExtraIds ?? UsualSpans;
        string[] names = [.. Enumerable.Range(0, spans).Reverse().Select(span => string.Create(CultureInfo.InvariantCulture, $"<extra_id_{span}>"))];
        names = [.. names.Where(name => folder.File.Pieces.All(piece => piece.Text != name))];
        return folder.Renumber(
            [.. folder.File.Pieces, .. names.Select(SentencePieceFolder.Control)],
            [new(0, given.Padding ?? "<pad>"), new(0, end), new(0, unknown), .. names.Select(name => new AddedToken(0, name))],
            piece => SpecialTemplates.Around([], [piece(end)], [piece(end)]));
    }
}
