namespace NlpTransfer.Tokenization;

/// <summary>Whether added tokens fit the model and each other.</summary>
internal static class AddedTokenCheck
{
    /// <summary>Everything that is wrong, empty where nothing is.</summary>
    public static IReadOnlyList<string> Faults(TokenizerDefinition definition)
    {
        var faults = new List<string>();
        var contents = new HashSet<string>(StringComparer.Ordinal);
        var ids = new HashSet<int>();
        foreach (AddedToken token in definition.AddedTokens)
        {
            if (token.Content.Length == 0)
                faults.Add($"the added token {token.Id} has no text");
            if (token.Id is < 0 or > TokenizerLimits.LargestId)
                faults.Add($"the added token '{token.Content}' has the id {token.Id}; one from 0 to {TokenizerLimits.LargestId} was expected");
            if (!contents.Add(token.Content))
                faults.Add($"the added token '{token.Content}' is there twice");
            if (!ids.Add(token.Id))
                faults.Add($"the id {token.Id} belongs to two added tokens, one of them '{token.Content}'");
            if (definition.Model.PieceToId(token.Content) is { } known && known != token.Id)
                faults.Add($"the added token '{token.Content}' has the id {token.Id}, but the model gives it {known}");
            else if (definition.Model.IdToPiece(token.Id) is { } piece && piece != token.Content)
                faults.Add($"the added token '{token.Content}' has the id {token.Id}, which belongs to the piece '{piece}'");
        }

        return faults;
    }
}
