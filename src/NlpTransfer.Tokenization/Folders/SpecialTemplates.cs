namespace NlpTransfer.Tokenization;

/// <summary>Templates of special tokens around one or two texts.</summary>
internal static class SpecialTemplates
{
    /// <summary>Makes a template.</summary>
    /// <param name="before">Opens the whole.</param>
    /// <param name="between">Stands between two texts.</param>
    /// <param name="after">Ends the whole.</param>
    /// <param name="secondType">The type of the second text and of what follows it.</param>
    public static TemplateProcessing Around(IReadOnlyList<SpecialPiece> before, IReadOnlyList<SpecialPiece> between, IReadOnlyList<SpecialPiece> after, int secondType = 0)
    {
        IEnumerable<TemplateItem> Items(IReadOnlyList<SpecialPiece> pieces, int type) => pieces.Select(piece => TemplateItem.Of(piece, type));
        TemplateItem[] single = [.. Items(before, 0), TemplateItem.Of(0, 0), .. Items(after, 0)];
        TemplateItem[] pair = [.. Items(before, 0), TemplateItem.Of(0, 0), .. Items(between, 0), TemplateItem.Of(1, secondType), .. Items(after, secondType)];
        return new(single, pair, [.. before.Concat(between).Concat(after).DistinctBy(piece => piece.Token).Select(piece => new TemplateSpecial(piece.Token, piece.Token, [piece]))]);
    }
}
