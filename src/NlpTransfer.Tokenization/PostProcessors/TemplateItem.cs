namespace NlpTransfer.Tokenization;

/// <summary>A place in a template: one of the two sequences (0 or 1), or special tokens.</summary>
/// <param name="Sequence">Which sequence, or -1 for special tokens.</param>
/// <param name="Name">The name of the special tokens, "A" or "B".</param>
/// <param name="TypeId">The type (segment) of its tokens.</param>
/// <param name="Specials">The special tokens, empty for a sequence.</param>
internal sealed record TemplateItem(int Sequence, string Name, int TypeId, IReadOnlyList<SpecialPiece> Specials)
{
    public static TemplateItem Of(int sequence, int typeId) => new(sequence, sequence == 0 ? "A" : "B", typeId, []);

    public static TemplateItem Of(SpecialPiece special, int typeId) => new(-1, special.Token, typeId, [special]);
}
