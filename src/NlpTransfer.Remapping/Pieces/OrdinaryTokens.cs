using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>The tokens of a vocabulary that stand for text: neither added tokens nor the unknown piece, nor ids without a token.</summary>
internal static class OrdinaryTokens
{
    public static int[] Of(TextTokenizer tokenizer)
    {
        TokenModel model = tokenizer.Definition.Model;
        return [.. Enumerable.Range(0, model.IdLimit).Where(id => id != model.UnknownId && model.IdToPiece(id) is not null && !PieceForm.IsAdded(tokenizer, id))];
    }
}
