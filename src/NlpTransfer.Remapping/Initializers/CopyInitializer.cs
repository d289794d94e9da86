namespace NlpTransfer.Remapping;

/// <summary>Takes the row of the old token that the new one is; <see cref="CopyMatch"/> says when it counts as one.</summary>
/// <remarks>
/// The canonical and fuzzy forms are those of FOCUS (Dobler and de Melo 2023, "FOCUS: Effective Embedding Initialization for Monolingual Specialization of Multilingual
/// Models"). Of several old tokens alike, fuzzy takes the one in lower case within a word, else the first.
/// </remarks>
/// <param name="match">How alike they have to be. Each way finds what the stricter ones find, and more.</param>
public sealed class CopyInitializer(CopyMatch match = CopyMatch.Exact) : IRemapInitializer
{
    /// <summary><c>copy</c>, <c>canonical</c> or <c>fuzzy</c>.</summary>
    public string Name => match switch { CopyMatch.Exact => "copy", CopyMatch.Canonical => "canonical", _ => "fuzzy" };

    /// <inheritdoc/>
    public string Evidence => match switch
    {
        CopyMatch.Exact => "an old token is written the same",
        CopyMatch.Canonical => "an old token is the same text in the same position, or a special token with the same part",
        _ => "an old token differs in case or position only",
    };

    /// <inheritdoc/>
    public IEnumerable<RemapRow> Express(RemapContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach ((int token, int old) in Matches(context, match, cancellation))
            yield return new RemapRow(token, old, 1, Name);
    }

    /// <summary>The new tokens that are old ones, by new id.</summary>
    internal static IEnumerable<(int New, int Old)> Matches(RemapContext context, CopyMatch match, CancellationToken cancellation)
    {
        PieceIndex? index = match == CopyMatch.Exact || context.Tokens.Count == 0 ? null : new PieceIndex(context.Old);
        foreach (int token in context.Tokens)
        {
            cancellation.ThrowIfCancellationRequested();
            if ((index is null ? Exact(context, token) : Alike(context, index, token, match)) is { } old)
                yield return (token, old);
        }
    }

    // The same characters are another piece where one vocabulary marks what opens a word and the other what continues it.
    private static int? Exact(RemapContext context, int token) =>
        context.New.IdToToken(token) is { } text && context.Old.TokenToId(text) is { } old && PieceForm.Of(context.New, token) == PieceForm.Of(context.Old, old) ? old : null;

    private static int? Alike(RemapContext context, PieceIndex index, int token, CopyMatch match) =>
        PieceForm.Of(context.New, token) is not { } form
            ? null
            : index.Canonical(form) ?? index.SameRole(context.New.SpecialTokens, token) ?? (match == CopyMatch.Fuzzy ? index.Fuzzy(form) : null);
}
