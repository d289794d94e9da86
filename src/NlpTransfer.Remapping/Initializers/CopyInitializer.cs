namespace NlpTransfer.Remapping;

/// <summary>Takes the row of the old token with the very same text.</summary>
public sealed class CopyInitializer : IRemapInitializer
{
    /// <inheritdoc/>
    public string Name => "copy";

    /// <inheritdoc/>
    public IEnumerable<RemapRow> Express(RemapContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (int token in context.Tokens)
        {
            cancellation.ThrowIfCancellationRequested();
            if (context.New.IdToToken(token) is { } text && context.Old.TokenToId(text) is { } old)
                yield return new RemapRow(token, old, 1, Name);
        }
    }
}
