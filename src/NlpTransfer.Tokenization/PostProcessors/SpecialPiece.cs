namespace NlpTransfer.Tokenization;

/// <summary>A special token by name and id.</summary>
internal sealed record SpecialPiece(string Token, int Id)
{
    /// <summary>The same token with the id of another vocabulary.</summary>
    public SpecialPiece With(Func<string, int?> toId) => new(Token, toId(Token)
        ?? throw new UsageException($"The special token '{Token}', which the post-processor adds, is not in the new vocabulary; add it."));
}
