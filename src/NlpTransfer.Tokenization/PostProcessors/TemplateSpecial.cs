namespace NlpTransfer.Tokenization;

/// <summary>An entry of a template's table of special tokens.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Id">What it calls itself.</param>
/// <param name="Pieces">The tokens that it stands for.</param>
internal sealed record TemplateSpecial(string Name, string Id, IReadOnlyList<SpecialPiece> Pieces);
