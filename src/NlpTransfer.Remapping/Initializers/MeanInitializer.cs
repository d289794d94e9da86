using System.Text;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>
/// Takes the mean of the old pieces that the new token's text is made of ("fast vocabulary transfer": Gee et al. 2022, Fast Vocabulary Transfer for Language Model
/// Compression). A text with letters that the old tokenizer lacks is the mean of its letters instead, and a letter that it lacks the mean of the letters it is
/// made of: its canonical decomposition, else a plainer letter that it looks or sounds like, else the mean of its script's letters.
/// </summary>
public sealed class MeanInitializer : IRemapInitializer
{
    /// <inheritdoc/>
    public string Name => "mean";

    /// <inheritdoc/>
    public IEnumerable<RemapRow> Express(RemapContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var letters = new LetterPieces(context.Old);
        foreach (int token in context.Tokens)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] pieces = Pieces(context, letters, token);
            foreach (IGrouping<int, int> same in pieces.GroupBy(piece => piece).OrderBy(same => same.Key))
                yield return new RemapRow(token, same.Key, (float)same.Count() / pieces.Length, Name);
        }
    }

    private static int[] Pieces(RemapContext context, LetterPieces letters, int token)
    {
        if (context.New.IdToToken(token) is not { } name || context.New.Definition.AddedTokens.Any(added => added.Id == token))
            return [];
        (string text, bool opensWord) = PieceText.Of(context.New, name);
        if (text.Length == 0)
            return [];
        TokenEncoding encoding = context.Old.Encode(text, addSpecialTokens: false);
        int first = !opensWord && encoding.Tokens.Length > 1 && encoding.Tokens[0] == PieceText.Blank ? 1 : 0;
        int[] pieces = encoding.Ids[first..];
        bool known = pieces.Length > 0 && !pieces.Contains(context.Old.SpecialTokens.Unknown ?? context.Old.Definition.Model.UnknownId ?? -1);
        return known ? pieces : [.. text.EnumerateRunes().SelectMany(letters.Express)];
    }
}
